/** The API as a process. */
import { ConfigurationFaults, readConfiguration } from '../../libs/installation/configuration.ts'
import { makeOnlyForItsOwner } from '../../libs/installation/data-directory.ts'
import { outliveWhoReadsAlong } from '../../libs/installation/log.ts'
import { developmentIssuerWarning } from './sign-in/development-issuer.ts'
import { SIGN_IN_PATH } from './sign-in/sign-in-page.ts'
import { start } from './start.ts'
import { servePages } from '../pages/pages.tsx'
import { portOfPages, settingsOf } from '../pages/settings-of.ts'
import { stopOnSignal } from '../../libs/installation/stop-on-signal.ts'

try {
  const configuration = readConfiguration(process.env)
  makeOnlyForItsOwner()
  outliveWhoReadsAlong()
  const running = await start(configuration)
  const { url } = running
  const { profile, host } = configuration
  const port = profile === 'embedded' ? portOfPages(configuration) : undefined
  const pages = port === undefined ? undefined : await servePages(settingsOf(configuration, url), { port, host })
  const lines = [
    `Samenspel is open for municipality ${configuration.municipality}.`,
    ...(pages === undefined ? [] : [`  pages          ${pages.url}`]),
    `  API            ${url}/v1`,
    `  documentation  ${url}/v1/docs`,
    `  data           ${configuration.dataDir}`,
    ...(configuration.eventStore === undefined ? [] : [`  events         ${configuration.eventStore}`]),
    ...(configuration.usesDevelopmentIssuer ? [`  sign in        ${url}${SIGN_IN_PATH}`] : []),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
  if (configuration.usesDevelopmentIssuer)
    process.stderr.write(`${developmentIssuerWarning(`${url}${SIGN_IN_PATH}`)}\n`)
  const stop = async () => {
    await pages?.stop()
    await running.stop(configuration.stopNoticeMs)
  }
  stopOnSignal(stop, {
    withinMs: configuration.stopWithinMs,
    say: (why) => process.stderr.write(`${why}\n`),
  })
} catch (fault) {
  process.stderr.write(`${fault instanceof ConfigurationFaults ? fault.message : String(fault)}\n`)
  // What it had opened does not keep it: whoever runs it starts it again.
  process.exit(1)
}
