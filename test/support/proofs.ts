/** What shows that someone may represent another, for stories in which that is not what they are about. */
export const BRP = { kind: 'brp', date: '2025-12-01' } as const
export const COURT = { kind: 'court', date: '2025-12-01', number: 'C/10/123456' } as const
export const MANDATE = { kind: 'mandate', reference: 'Volmacht van 1 december, in het dossier' } as const
