/** Bodies about views, the same wherever a view is given. */
import { STANCES, type Stance } from '../../../../libs/plan/views/views.ts'
import { Id, OneOf, Optionally, Words } from '../../body-rules.ts'
import { MayWithhold } from '../visibility/withholding-bodies.ts'

export class InviteViewBody {
  @Id()
  person!: string
}

export class GiveViewBody extends MayWithhold {
  /** Whose view it is: the person themselves, or the one they represent or heard. */
  @Id()
  person!: string

  @OneOf(STANCES)
  stance!: Stance

  @Optionally()
  @Words()
  words?: string
}
