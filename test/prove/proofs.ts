/** Every proof by its name, and how often it is tried where nobody says. */
import type { Provable } from './proof.ts'

export const PROOFS = {
  concurrency: { trials: 20_000, load: async () => (await import('./concurrency.ts')).proveConcurrency },
  idempotency: { trials: 2_000, load: async () => (await import('./idempotency.ts')).proveIdempotency },
  projection: { trials: 200, load: async () => (await import('./projection.ts')).proveProjection },
  relay: { trials: 20_000, load: async () => (await import('./relay.ts')).proveRelay },
  webhooks: { trials: 20_000, load: async () => (await import('./webhooks.ts')).proveWebhooks },
  feed: { trials: 20_000, load: async () => (await import('./feed.ts')).proveFeed },
  ssrf: { trials: 1_000, load: async () => (await import('./ssrf.ts')).proveSsrf },
  grounds: { trials: 5_000, load: async () => (await import('./grounds.ts')).proveGrounds },
  access: { trials: 20_000, load: async () => (await import('./access.ts')).proveAccess },
  withholding: { trials: 10_000, load: async () => (await import('./withholding.ts')).proveWithholding },
  decisions: { trials: 10_000, load: async () => (await import('./decisions.ts')).proveDecisions },
  deadlines: { trials: 200, load: async () => (await import('./deadlines.ts')).proveDeadlines },
  closing: { trials: 5_000, load: async () => (await import('./closing.ts')).proveClosing },
  outages: { trials: 1_000, isOfAList: true, load: async () => (await import('./outages.ts')).proveOutages },
  engines: { trials: 2_000, load: async () => (await import('./engines.ts')).proveEngines },
} as const satisfies Readonly<Record<string, Provable>>

export type ProofName = keyof typeof PROOFS

export const isProof = (name: string): name is ProofName => Object.hasOwn(PROOFS, name)
