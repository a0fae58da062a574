/** Where the auditor's commands write and whom they wait for. Every line goes out without what could steer a terminal: data comes from people we do not know. */
import { once } from 'node:events'
import { createInterface, type Interface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Beside } from '../../libs/progress/progress.ts'
import { hasNoReader, Unwritten } from '../../libs/progress/standard-output.ts'

export interface Streams {
  readonly stdin: Readable & { readonly isTTY?: boolean }
  readonly stdout: Writable & { readonly isTTY?: boolean }
  readonly stderr: Writable & { readonly isTTY?: boolean }
  /** Aborted when whoever watches has seen enough (Ctrl-C). */
  readonly stop: AbortSignal
}

export interface Screen {
  readonly stop: AbortSignal
  /** Whether someone sits at the keyboard. */
  readonly isAttended: boolean
  /** Where a progress bar can be drawn without running through what is shown; undefined where it cannot. */
  readonly bar: NodeJS.WritableStream | undefined
  /** Whether what is shown passes before someone's eyes, and so is its own progress. */
  readonly isWatched: boolean
  /** One line of text, always one; resolves once there is room for more. */
  line(text?: string): Promise<void>
  /** One line of JSON. */
  json(value: unknown): Promise<void>
  /** One line beside the answer, for whoever waits. */
  note(text: string): void
  /** Waits for Enter. @returns false where nothing more will be typed, or it was enough */
  enter(): Promise<boolean>
  /** Waits so many milliseconds, or until it was enough. */
  wait(ms: number): Promise<void>
  /** Resolves once all is where it was written to. @throws Unwritten where it is not */
  written(): Promise<void>
  close(): void
}

/** What passes before someone's eyes shows how far it is; a bar would run through it, and lines too. */
export const besideScreen = (screen: Screen): Beside => ({
  bar: screen.isWatched ? undefined : screen.bar,
  note(line) {
    if (!screen.isWatched) screen.note(line)
  },
})

/** Nothing more can be shown: who read along is gone. */
export class NobodyReads extends Error {}

/** Control characters, line separators, and what turns the direction of text round, so that it reads as what it is not. */
const STEERING = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu

/** A text as one line that only says something. */
export const harmless = (text: string): string => text.replace(/[\t\r\n]+/g, ' ').replace(STEERING, '')

/** JSON in which what could steer a terminal is written out, so that nothing is lost and nothing is steered. */
export const harmlessJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, undefined, indent).replace(STEERING, (character) =>
    character === '\n' ? character : `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  )

export function screenOn({ stdin, stdout, stderr, stop }: Streams): Screen {
  let typed: AsyncIterator<string> | undefined
  let keyboard: Interface | undefined
  let enough: Promise<{ readonly done: true }> | undefined
  let broken: NodeJS.ErrnoException | undefined
  stdout.on('error', (fault) => {
    broken ??= fault
  })
  // Whom nobody can be told of a fault has its status only.
  stderr.on('error', () => undefined)
  const why = (): Error =>
    broken === undefined || hasNoReader(broken) ? new NobodyReads() : new Unwritten(broken.message)

  async function write(text: string): Promise<void> {
    if (broken !== undefined || stdout.destroyed) throw why()
    if (stdout.write(`${text}\n`)) return
    const settled = new AbortController()
    const { signal } = settled
    try {
      await Promise.race([once(stdout, 'drain', { signal }), once(stdout, 'close', { signal })])
    } catch {
      throw why()
    } finally {
      settled.abort()
    }
  }

  async function written(): Promise<void> {
    if (broken === undefined && !stdout.destroyed) await new Promise((resolve) => stdout.write('', resolve))
    if (broken !== undefined) throw why()
  }

  return {
    stop,
    isAttended: stdin.isTTY === true,
    bar: stderr.isTTY === true ? stderr : undefined,
    isWatched: stdout.isTTY === true,
    line: (text = '') => write(harmless(text)),
    json: (value) => write(harmlessJson(value)),
    note: (text) => void stderr.write(`${harmless(text)}\n`),
    async enter() {
      if (stop.aborted) return false
      keyboard ??= createInterface({ input: stdin })
      typed ??= keyboard[Symbol.asyncIterator]()
      enough ??= once(stop, 'abort').then(() => ({ done: true }))
      const next = await Promise.race([typed.next(), enough])
      return next.done !== true
    },
    async wait(ms) {
      try {
        await sleep(ms, undefined, { signal: stop })
      } catch (fault) {
        if (!stop.aborted) throw fault
      }
    },
    written,
    close: () => keyboard?.close(),
  }
}
