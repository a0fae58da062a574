/** What each ground to share something needs, as `docs/privacy.md` has it. */
import { MISSING_WORDS, SHARING_GROUND_WORDS } from '../../libs/plan/words/sharing-labels.ts'
import { EVERY_SHARING_NEEDS, SHARING_GROUNDS, SHARING_LAWS } from '../../libs/plan/sharings/sharing.ts'

const needed = (needs: readonly (keyof typeof MISSING_WORDS)[]): string =>
  needs.map((one) => `\`${one}\`: ${MISSING_WORDS[one].en}`).join('; ')

export const sharingInMarkdown = (): string =>
  [
    '| ground | law | what it needs | confirmed |',
    '|---|---|---|---|',
    `| every one | | ${needed(EVERY_SHARING_NEEDS)} | |`,
    ...SHARING_GROUNDS.map((ground) => {
      const { law, confirmed, needs } = SHARING_LAWS[ground]
      return `| \`${ground}\`: ${SHARING_GROUND_WORDS[ground].en} | ${law} | ${needed(needs)} | ${confirmed ? 'yes' : 'to be confirmed by the municipality'} |`
    }),
  ].join('\n')
