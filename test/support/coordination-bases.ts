/** What a municipality has that lets who coordinates read the words of every law: what most stories are told in. */
import { LEGAL_DOMAINS } from '../../libs/deciding/domains.ts'

export const BASES_OF_ALL_LAWS = LEGAL_DOMAINS.map((domain) => ({ domain, article: 'Wams 2.1', from: '2015-01-01' }))
