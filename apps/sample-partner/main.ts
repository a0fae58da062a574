/**
 * The sample partner as a process: somebody else's small system, that takes what comes in its topic and prints what it learned. Words of the
 * plan go to the screen here; a partner's own system would put them where its own rules say.
 */
import { consumeKafka } from '../../libs/messaging/kafkajs.ts'
import { fetchItem } from './fetch-item.ts'
import { memoryIn } from './memory.ts'
import { SettingFaults, settingsIn } from './settings.ts'
import { takeIn } from './take-in.ts'
import { tellingUnlessUnread } from './telling.ts'
import { tokensFrom } from './token.ts'

const stopping = new AbortController()
// Where nobody reads on, what would come is left for whoever takes it next.
const { say, told } = tellingUnlessUnread(() => {
  stopping.abort()
})
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    stopping.abort()
  })

try {
  await run(stopping.signal)
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  process.exitCode = fault instanceof SettingFaults ? 2 : 1
}

async function run(signal: AbortSignal): Promise<void> {
  const { api, kafka, topic, groupId, token, stateFile } = settingsIn(process.argv.slice(2), process.env)
  const memory = memoryIn(stateFile)
  const tokens = tokensFrom(token)
  const toldAndRead = async () => {
    await told()
    signal.throwIfAborted()
  }
  say(`taking what comes in ${topic}`)
  try {
    await told()
    if (signal.aborted) return
    await consumeKafka(kafka, { topic, groupId, signal }, async (message, alive) => {
      const waiting = (because: string) => {
        say(`waiting to fetch: ${because}`)
      }
      await takeIn(message, {
        memory,
        say,
        told: toldAndRead,
        fetchItem: (dataref) => fetchItem(dataref, { api, tokens, waiting, alive, signal }),
      })
    })
  } finally {
    memory.close()
  }
}
