/** What the API is made of: the system it stands on, who may come in, and the controllers with their handlers. */
import { Module, type DynamicModule } from '@nestjs/common'
import { CqrsModule } from '@nestjs/cqrs'
import { AccessRecordsController } from './access-records/access-records.controller.ts'
import { ListAccessRecordsHandler } from './access-records/list-access-records.ts'
import { ListManyLookUpsHandler } from './access-records/list-many-look-ups.ts'
import { Admission } from './admission.ts'
import { EventSchemasController } from './events/event-schemas.controller.ts'
import { EventsController } from './events/events.controller.ts'
import { OpenReaders } from './events/open-readers.ts'
import { ReadEventsHandler } from './events/read-events.ts'
import { ReadPublicEventHandler } from './events/read-public-event.ts'
import { StreamEventsHandler } from './events/stream-events.ts'
import { HealthController } from './health.controller.ts'
import { UnansweredController } from './lists/unanswered.controller.ts'
import { CountUnansweredHandler } from './lists/count-unanswered.ts'
import { AllWithholdingsController } from './lists/all-withholdings.controller.ts'
import { ListCaseloadHandler } from './lists/list-caseload.ts'
import { ListDeviationsHandler } from './lists/list-deviations.ts'
import { ListDueHandler } from './lists/list-due.ts'
import { ListPlansHandler } from './lists/list-plans.ts'
import { CountWithholdingsHandler, ListWithholdingsHandler } from './lists/list-withholdings.ts'
import { ListsController } from './lists/lists.controller.ts'
import { ProcessingActivitiesController } from './municipality/processing-activities.controller.ts'
import { CoordinationBasesController } from './municipality/coordination-bases.controller.ts'
import { AgesByLawController } from './municipality/ages-by-law.controller.ts'
import { TermsController } from './municipality/terms.controller.ts'
import { SecondReadersController } from './municipality/second-readers.controller.ts'
import { TeamsController } from './municipality/teams.controller.ts'
import { BreakGlassRolesController } from './municipality/break-glass-roles.controller.ts'
import { InspectionsController } from './municipality/inspections.controller.ts'
import { ReadInspectionHandler } from './municipality/read-inspection.ts'
import { ReadReaderPoolHandler } from './municipality/read-reader-pool.ts'
import { MunicipalityDoor, ReadMunicipalityHandler } from './municipality/to-municipality.ts'
import { ActionsController } from './plans/actions/actions.controller.ts'
import { BreakGlassController } from './plans/break-glass/break-glass.controller.ts'
import { UseBreakGlassHandler } from './plans/break-glass/use-break-glass.ts'
import { CareTeamController } from './plans/care-team/care-team.controller.ts'
import { CoordinatorController } from './plans/coordinator/coordinator.controller.ts'
import { AfterReadingController } from './plans/deviations/after-reading.controller.ts'
import { DeviationsController } from './plans/deviations/deviations.controller.ts'
import { EnvelopesController } from './plans/reading/envelopes.controller.ts'
import { GoalsController } from './plans/goals/goals.controller.ts'
import { SupportController } from './plans/support/support.controller.ts'
import { CommunicationController } from './plans/communication/communication.controller.ts'
import { ViewsController } from './plans/views/views.controller.ts'
import { HandoversController } from './plans/handover/handovers.controller.ts'
import { HistoryController } from './plans/reading/history.controller.ts'
import { JoinPlanHandler } from './plans/joining/join-plan.ts'
import { ClosingController } from './plans/closing/closing.controller.ts'
import { CorrectionsController } from './plans/corrections/corrections.controller.ts'
import { MembersController } from './plans/members/members.controller.ts'
import { PlanDoor } from './plans/door/plan-door.ts'
import { PlansController } from './plans/opening/plans.controller.ts'
import { PrioritiesController } from './plans/priorities/priorities.controller.ts'
import { PreviewChallengeHandler } from './plans/previews/preview-challenge.ts'
import { PreviewSharingHandler } from './plans/previews/preview-sharing.ts'
import { PreviewReadersHandler } from './plans/previews/preview-readers.ts'
import { PreviewsController } from './plans/previews/previews.controller.ts'
import { WithholdingsController } from './plans/visibility/withholdings.controller.ts'
import { ChallengesController } from './plans/challenges/challenges.controller.ts'
import { PermissionsController } from './plans/permissions/permissions.controller.ts'
import { SharingsController } from './plans/sharings/sharings.controller.ts'
import { DueController } from './plans/terms/terms.controller.ts'
import { StepUpHandler } from './plans/terms/step-up.ts'
import { ReferralsController } from './plans/referrals/referrals.controller.ts'
import { ReadDossierHandler } from './plans/deviations/read-dossier.ts'
import { ReadEnvelopesHandler } from './plans/reading/read-envelopes.ts'
import { ReadChangesHandler, ReadHistoryHandler } from './plans/reading/read-history.ts'
import { ReadWithholdingRequestsHandler } from './plans/visibility/read-withholding-requests.ts'
import { WhoHadOpenedHandler } from './plans/visibility/who-had-opened.ts'
import { ReadPlanHandler, ReadPlanItemHandler, ReadPlanPartHandler } from './plans/reading/read-plan.ts'
import { ListProtocolsHandler } from './protocols/list-protocols.ts'
import { ChallengeEndpointHandler } from './subscriptions/challenge-endpoint.ts'
import { DeadLettersController } from './subscriptions/dead-letters.controller.ts'
import { ListDeadLettersHandler, SettleDeadLetterHandler } from './subscriptions/dead-letters.ts'
import { ListSubscriptionsHandler, ReadSubscriptionHandler } from './subscriptions/read-subscription.ts'
import { SubscriptionsController } from './subscriptions/subscriptions.controller.ts'
import { SubscriptionDoor } from './subscriptions/to-subscription.ts'
import { ProtocolsController } from './protocols/protocols.controller.ts'
import { ReadLessonsHandler } from './protocols/read-lessons.ts'
import { ReadProtocolHandler } from './protocols/read-protocol.ts'
import { ProtocolDoor } from './protocols/to-protocol.ts'
import { SignInModule } from './sign-in/sign-in.module.ts'
import { SYSTEM, type System } from '../../libs/installation/system.ts'
import type { Configuration } from '../../libs/installation/settings.ts'

/** In the order of the document. */
const CONTROLLERS = [
  PlansController,
  ClosingController,
  MembersController,
  CorrectionsController,
  CoordinatorController,
  HandoversController,
  CareTeamController,
  ReferralsController,
  PermissionsController,
  ChallengesController,
  SharingsController,
  GoalsController,
  ViewsController,
  CommunicationController,
  SupportController,
  ActionsController,
  PrioritiesController,
  DeviationsController,
  AfterReadingController,
  WithholdingsController,
  PreviewsController,
  BreakGlassController,
  DueController,
  HistoryController,
  EnvelopesController,
  ListsController,
  AllWithholdingsController,
  UnansweredController,
  AccessRecordsController,
  ProtocolsController,
  ProcessingActivitiesController,
  AgesByLawController,
  CoordinationBasesController,
  TermsController,
  SecondReadersController,
  TeamsController,
  BreakGlassRolesController,
  InspectionsController,
  EventsController,
  EventSchemasController,
  SubscriptionsController,
  DeadLettersController,
  HealthController,
]

/** Doors of commands, handlers of queries, and what they share. */
const PROVIDERS = [
  Admission,
  PlanDoor,
  StepUpHandler,
  JoinPlanHandler,
  UseBreakGlassHandler,
  ReadPlanHandler,
  ReadPlanPartHandler,
  ReadPlanItemHandler,
  WhoHadOpenedHandler,
  ReadWithholdingRequestsHandler,
  PreviewReadersHandler,
  PreviewChallengeHandler,
  PreviewSharingHandler,
  ReadDossierHandler,
  ReadEnvelopesHandler,
  ReadHistoryHandler,
  ReadChangesHandler,
  OpenReaders,
  ReadEventsHandler,
  StreamEventsHandler,
  ReadPublicEventHandler,
  SubscriptionDoor,
  ReadSubscriptionHandler,
  ListSubscriptionsHandler,
  ChallengeEndpointHandler,
  ListDeadLettersHandler,
  SettleDeadLetterHandler,
  ListCaseloadHandler,
  ListDueHandler,
  ListDeviationsHandler,
  ListPlansHandler,
  ListWithholdingsHandler,
  CountWithholdingsHandler,
  CountUnansweredHandler,
  ListAccessRecordsHandler,
  ListManyLookUpsHandler,
  ProtocolDoor,
  ReadLessonsHandler,
  ReadProtocolHandler,
  ListProtocolsHandler,
  MunicipalityDoor,
  ReadMunicipalityHandler,
  ReadInspectionHandler,
  ReadReaderPoolHandler,
]

@Module({})
export class AppModule {
  static async for(configuration: Configuration, system: System): Promise<DynamicModule> {
    return {
      module: AppModule,
      imports: [CqrsModule.forRoot(), await SignInModule.for(configuration)],
      controllers: CONTROLLERS,
      providers: [{ provide: SYSTEM, useValue: system }, ...PROVIDERS],
    }
  }
}
