/** The pages as a process of their own, beside the API processes of a cluster. */
import { ConfigurationFaults, readConfiguration } from '../../libs/installation/configuration.ts'
import { outliveWhoReadsAlong } from '../../libs/installation/log.ts'
import { stopOnSignal } from '../../libs/installation/stop-on-signal.ts'
import { servePages } from './pages.tsx'
import { apiOf, PagesNotSet, portOfPages, settingsOf } from './settings-of.ts'

try {
  const configuration = readConfiguration(process.env)
  outliveWhoReadsAlong()
  const pages = await servePages(settingsOf(configuration, apiOf(configuration)), {
    port: portOfPages(configuration) ?? 0,
    host: configuration.host,
  })
  process.stdout.write(`The pages of Samenspel are open: ${pages.url}\n`)
  stopOnSignal(() => pages.stop(), {
    withinMs: configuration.stopWithinMs,
    say: (why) => process.stderr.write(`${why}\n`),
  })
} catch (fault) {
  const isSaid = fault instanceof ConfigurationFaults || fault instanceof PagesNotSet
  process.stderr.write(`${isSaid ? fault.message : String(fault)}\n`)
  process.exit(1)
}
