/** The part of the API that the pages use, as its document says it. Made by `test/the-pages-know-the-api.spec.ts`; not written by hand. */
export interface paths {
  '/plans': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get: operations['listPlans']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/plans/{planId}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get: operations['readPlan']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/plans/{planId}/history': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get: operations['readHistory']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/plans/{planId}/access-records': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get: operations['listAccessRecords']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/plans/{planId}/goals/{id}/views': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    post: operations['giveViewOnGoal']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/caseload': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get: operations['listCaseload']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/due': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get: operations['listDue']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
}
export type webhooks = Record<string, never>
export interface components {
  schemas: {
    AccessRecordsPage: {
      items: {
        date: string
        role: components['schemas']['ActingRole']
        function: components['schemas']['InWords']
        processingActivity: string
        kind: components['schemas']['LookedAt']
        words: components['schemas']['InWords']
        outcome: components['schemas']['LookOutcome']
        organisation?: string
        closed?: boolean
        breakGlass?: {
          reviewed: boolean
          finding?: components['schemas']['UseFinding']
          on?: string
        }
      }[]
      incomplete?: boolean
    }
    /** @enum {string} */
    ActingRole:
      | 'coordinator'
      | 'professional'
      | 'second-reader'
      | 'team-lead'
      | 'family-member'
      | 'representative'
      | 'supporter'
      | 'auditor'
      | 'safety-officer'
      | 'privacy-officer'
      | 'escalation-officer'
      | 'protocol-steward'
      | 'administrator'
      | 'partner'
      | 'system'
    Action: {
      id: string
      domain: components['schemas']['Domain']
      about: string[]
      views: components['schemas']['View'][]
      goal: string
      owner: string
      state: components['schemas']['ActionState']
      last: components['schemas']['Said']
      words?: components['schemas']['Words']
      doneByDate?: string | components['schemas']['Seal'] | components['schemas']['Closed']
    }
    /** @enum {string} */
    ActionState: 'planned' | 'active' | 'stalled' | 'done' | 'dropped'
    /** @enum {string} */
    Addressee: 'coordinator' | 'team-lead' | 'safety-officer' | 'privacy-officer' | 'escalation-officer'
    /** @enum {string} */
    AnswerToObjection: 'keeps' | 'changes'
    BreakGlassReview: {
      by: string
      at: string
      finding: components['schemas']['UseFinding']
      basedOn?: number
      reason?: components['schemas']['Words']
    }
    BreakGlassUse: {
      id: string
      domains: components['schemas']['LegalDomain'][]
      until: string
      state: components['schemas']['BreakGlassUseState']
      used: components['schemas']['Mark']
      name?: components['schemas']['Words']
      reason?: components['schemas']['Words']
      dueAt?: string
      review?: components['schemas']['BreakGlassReview']
    }
    /** @enum {string} */
    BreakGlassUseState: 'asked' | 'used' | 'refused' | 'justified' | 'not-justified'
    Capacity: {
      by: string
      at: string
      person: string
      canSpeak: boolean
      basedOn?: number
      reason?: components['schemas']['Words']
    }
    CaseloadPage: {
      items: {
        planId: string
        openedAt: string
        as: components['schemas']['Ground'][]
        members: {
          id: string
          name?: components['schemas']['Words']
        }[]
        coordinator?: {
          id: string
          team: string
          since: string
          name?: components['schemas']['Words']
        }
      }[]
      incomplete?: boolean
    }
    Challenge: {
      id: string
      on: {
        kind: components['schemas']['ChallengedKind']
        id: string
      }
      domain: components['schemas']['Domain']
      about: string[]
      firstTo: components['schemas']['FirstTo']
      raised: components['schemas']['Mark']
      state: components['schemas']['ChallengeState']
      answers: {
        by: string
        at: string
        heard: boolean
        basedOn?: number
        finding?:
          components['schemas']['ChallengeFinding'] | components['schemas']['Seal'] | components['schemas']['Closed']
        words?: components['schemas']['Words']
        changes?: components['schemas']['Words']
        notHeardBecause?: components['schemas']['Words']
      }[]
      steps: {
        by: string
        at: string
        because: components['schemas']['StepUpBecause']
        basedOn?: number
        words?: components['schemas']['Words']
        addressee?: components['schemas']['Addressee']
      }[]
      forwarded: {
        by: string
        at: string
        cameIn: string
        complaintUntil: string
        basedOn?: number
        as?: components['schemas']['FormalKind'] | components['schemas']['Seal'] | components['schemas']['Closed']
        to?: components['schemas']['Words']
      }[]
      person?: string
      words?: components['schemas']['Words']
      wish?: components['schemas']['Words']
      addressee?: components['schemas']['Addressee']
      dueAt?: string
      opened?: components['schemas']['Mark']
      accepted?: components['schemas']['Mark']
      withdrawn?: components['schemas']['Said']
    }
    /** @enum {string} */
    ChallengeFinding: 'upheld' | 'partly' | 'not'
    /** @enum {string} */
    ChallengeState: 'raised' | 'answered' | 'accepted' | 'not-agreed' | 'unanswered' | 'withdrawn'
    /** @enum {string} */
    ChallengedKind:
      | 'goal'
      | 'action'
      | 'priority'
      | 'deviation'
      | 'referral'
      | 'coordinator'
      | 'representation'
      | 'capacity-judgement'
      | 'reading'
      | 'departure'
      | 'correction-request'
    Closed: {
      closed: boolean
    }
    /** @enum {string} */
    ClosingGround: 'reached' | 'family-ends' | 'moved' | 'untraceable' | 'deceased' | 'other-lead'
    CommunicationNeeds: {
      id: string
      person: string
      stated: components['schemas']['Mark']
      language?: components['schemas']['Words']
      interpreter?: boolean | components['schemas']['Seal'] | components['schemas']['Closed']
      easyLanguage?: boolean | components['schemas']['Seal'] | components['schemas']['Closed']
      hearing?: components['schemas']['Words']
      sight?: components['schemas']['Words']
    }
    Coordinator: {
      id: string
      team: string
      since: string
      deputies: {
        id: string
        name?: components['schemas']['Words']
        corrected?: components['schemas']['Mark']
      }[]
      views: components['schemas']['View'][]
      name?: components['schemas']['Words']
      corrected?: components['schemas']['Mark']
      notHandedOverInPerson?: {
        because?: components['schemas']['Words']
        leftOpen?: {
          actions: string[]
          deviations: string[]
          challenges?: string[]
        }
      }
    }
    CoordinatorRequest: {
      id: string
      made: components['schemas']['Mark']
      reason?: components['schemas']['Words']
      answer?: {
        given: components['schemas']['Mark']
        answer?:
          components['schemas']['RequestChoice'] | components['schemas']['Seal'] | components['schemas']['Closed']
        reason?: components['schemas']['Words']
      }
    }
    /** @enum {string} */
    CorrectedKind: 'member' | 'professional' | 'representative' | 'coordinator' | 'deputy' | 'handover' | 'event'
    /** @enum {string} */
    CorrectedPart: 'name' | 'age' | 'words'
    Correction: {
      by: string
      at: string
      id: string
      event: string
      of: {
        kind: components['schemas']['CorrectedKind']
        id: string
      }
      what: components['schemas']['CorrectedPart'][]
      basedOn?: number
      on?: {
        kind: components['schemas']['ItemKind']
        id: string
      }
      reason?: components['schemas']['Words']
      words?: components['schemas']['Words']
    }
    CorrectionRequest: {
      id: string
      event: string
      of: {
        kind: components['schemas']['CorrectedKind']
        id: string
      }
      asked: components['schemas']['Mark']
      state: components['schemas']['CorrectionRequestState']
      on?: {
        kind: components['schemas']['ItemKind']
        id: string
      }
      person?: string
      reason?: components['schemas']['Words']
      name?: components['schemas']['Words']
      birthDate?: string | components['schemas']['Seal'] | components['schemas']['Closed']
      ageBand?: components['schemas']['StatedAgeBand'] | components['schemas']['Seal'] | components['schemas']['Closed']
      ageEstablishedBy?: components['schemas']['Words']
      words?: components['schemas']['Words']
      dueAt?: string
      granted?: components['schemas']['Mark']
      refused?: components['schemas']['Said']
    }
    /** @enum {string} */
    CorrectionRequestState: 'asked' | 'granted' | 'refused'
    /** @enum {string} */
    Delivery: 'in-person' | 'letter' | 'digital'
    /** @enum {string} */
    DepartureKind: 'moved' | 'divorced' | 'placed-elsewhere' | 'fled' | 'other'
    DeviatedFrom:
      | {
          /** @constant */
          kind: 'step'
          protocol: string
          version: number
          step: string
          rule: components['schemas']['StepRule']
        }
      | {
          /** @constant */
          kind: 'priority'
          priority: string
        }
    Deviation: {
      id: string
      domain: components['schemas']['Domain']
      about: string[]
      views: components['schemas']['View'][]
      from: components['schemas']['DeviatedFrom']
      acute: boolean
      happenedAt: string
      reported: components['schemas']['Mark']
      justified: boolean
      recused: {
        by: string
        at: string
        reader: string
        basedOn?: number
        words?: components['schemas']['Words']
      }[]
      readings: components['schemas']['Reading'][]
      answers: components['schemas']['Said'][]
      insteadDone?: components['schemas']['Words']
      situation?: components['schemas']['Words']
      dueAt?: string
      due?: string
      account?: {
        by: string
        at: string
        basedOn?: number
        reviewDate?: string
        different?: components['schemas']['Words']
        weighing?: {
          legitimacy?: components['schemas']['Words']
          involvement?: components['schemas']['Words']
          return?: components['schemas']['Words']
          interestOfTheChild?: components['schemas']['Words']
        }
        alternatives?: components['schemas']['Words'][]
        consulted?: components['schemas']['Words']
        familyView?: components['schemas']['Words']
        familyNotHeardBecause?: components['schemas']['Words']
        expectedEffect?: components['schemas']['Words']
        safety?: boolean
      }
      readBecause?: components['schemas']['ReadBecause'][]
      reader?: components['schemas']['DrawnReader']
      conditions?: {
        id: string
        until: string
        words?: components['schemas']['Words']
        met?: {
          by: string
          at: string
          id: string
          basedOn?: number
          words?: components['schemas']['Words']
        }
      }[]
      objection?: {
        answer: {
          by: string
          at: string
          id: string
          basedOn?: number
          words?: components['schemas']['Words']
          says?:
            components['schemas']['AnswerToObjection'] | components['schemas']['Seal'] | components['schemas']['Closed']
        }
        settlement?: {
          by: string
          at: string
          id: string
          basedOn?: number
          words?: components['schemas']['Words']
          finds?: components['schemas']['Settlement'] | components['schemas']['Seal'] | components['schemas']['Closed']
        }
      }
      passedBy?: {
        by: string
        at: string
        reader: string
        basedOn?: number
      }[]
      noReaderSince?: string
      ended?: components['schemas']['Said']
      lessonCleared?: components['schemas']['Said']
      familyEvaluations?: {
        view: string
        person: string
        voice: components['schemas']['Voice']
        at: string
        outcome?:
          components['schemas']['DeviationOutcome'] | components['schemas']['Seal'] | components['schemas']['Closed']
        words?: components['schemas']['Words']
        afterLeaving?: boolean
      }[]
      evaluation?: {
        by: string
        at: string
        basedOn?: number
        outcome?:
          components['schemas']['DeviationOutcome'] | components['schemas']['Seal'] | components['schemas']['Closed']
        words?: components['schemas']['Words']
        lesson?: components['schemas']['Words']
      }
    }
    /** @enum {string} */
    DeviationOutcome: 'worked' | 'did-not-work' | 'unclear'
    /** @enum {string} */
    Domain: 'general' | 'youth' | 'wmo' | 'participation'
    DrawnReader: {
      reader: string
      pool: number
      seed: string
      drawnAt: string
      excluded?: string
    }
    /** @enum {string} */
    DueKind:
      | 'own-plan'
      | 'view'
      | 'exception-reading'
      | 'account'
      | 'forbidden-step'
      | 'reading'
      | 'acute-reading'
      | 'objection'
      | 'objection-settlement'
      | 'condition'
      | 'reader-pool'
      | 'evaluation'
      | 'action'
      | 'other-coordinator'
      | 'referral'
      | 'proof'
      | 'age'
      | 'capacity'
      | 'birthday-12'
      | 'birthday-16'
      | 'coming-of-age'
      | 'withholding-completion'
      | 'withholding-confirmation'
      | 'withholding-decision'
      | 'withholding-review'
      | 'withheld-request'
      | 'contest'
      | 'contest-decision'
      | 'sight-limit'
      | 'break-glass-review'
      | 'narrowing'
      | 'sharing-reading'
      | 'challenge'
      | 'correction'
      | 'ending'
    DuePage: {
      items: {
        id: string
        planId: string
        what: components['schemas']['DueKind']
        item: {
          kind: string
          id: string
        }
        dueAt: string
        overdue: boolean
        escalating: boolean
        mustAct: components['schemas']['MustAct']
        person?: string
        wentUpTo?: components['schemas']['StepUp']
        goesUpAt?: string
        unanswered?: boolean
      }[]
      incomplete?: boolean
    }
    Ending: {
      person: string
      by: string
      ended: components['schemas']['Said']
      dueAt?: string
      answer?: components['schemas']['Said']
      resumed?: components['schemas']['Mark']
    }
    ExpectedChild: {
      expectation: string
      expectedOn?: string | components['schemas']['Seal'] | components['schemas']['Closed']
    }
    /** @enum {string} */
    Finding: 'supports' | 'supports-with-conditions' | 'objects' | 'asks'
    /** @enum {string} */
    FirstTo: 'addressee' | 'addressee-and-challenged'
    /** @enum {string} */
    FormalKind: 'objection' | 'complaint' | 'neither'
    GiveViewBody: {
      person: string
      stance: components['schemas']['Stance']
      words?: string
      withhold?: components['schemas']['WithholdBody'][]
    }
    Goal: {
      id: string
      domain: components['schemas']['Domain']
      about: string[]
      views: components['schemas']['View'][]
      lifeArea: components['schemas']['LifeArea']
      state: components['schemas']['GoalState']
      proposed: components['schemas']['Mark']
      invited: {
        [key: string]: number
      }
      speakersInvited?: {
        [key: string]: number
      }
      words?: components['schemas']['Words']
      danger?: components['schemas']['Words']
      exception?: {
        id: string
        notHeard: string[]
        pool: number
        seed: string
        reason?: components['schemas']['Words']
        reader?: string
        excluded?: string
        recused?: {
          by: string
          at: string
          reader: string
          basedOn?: number
          words?: components['schemas']['Words']
        }[]
        reading?: components['schemas']['Said']
      }
      adopted?: {
        by: string
        at: string
        heard: {
          [key: string]: components['schemas']['Heard']
        }
        dissent: string[]
        basedOn?: number
      }
      familyEvaluations?: {
        view: string
        person: string
        voice: components['schemas']['Voice']
        at: string
        outcome?: components['schemas']['GoalOutcome'] | components['schemas']['Seal'] | components['schemas']['Closed']
        words?: components['schemas']['Words']
        afterLeaving?: boolean
      }[]
      ended?: {
        by: string
        at: string
        basedOn?: number
        words?: components['schemas']['Words']
        outcome?: components['schemas']['GoalOutcome'] | components['schemas']['Seal'] | components['schemas']['Closed']
      }
    }
    /** @enum {string} */
    GoalOutcome: 'reached' | 'partly-reached' | 'not-reached'
    /** @enum {string} */
    GoalState: 'proposed' | 'adopted' | 'evaluated' | 'dropped'
    /** @enum {string} */
    Ground:
      | 'coordinating'
      | 'next-coordinator'
      | 'leading-team'
      | 'acted-in'
      | 'addressed'
      | 'settling'
      | 'care-team'
      | 'family'
      | 'supporting'
      | 'second-reader'
      | 'sharing-reader'
      | 'shared'
      | 'asked-to-share'
      | 'consulted'
      | 'in-challenges'
      | 'reviewing'
      | 'safety-officer'
      | 'privacy-officer'
      | 'verifying'
      | 'inspecting'
    Handover: {
      id: string
      to: string
      team: string
      state: components['schemas']['HandoverState']
      document: {
        actions: string[]
        deviations: string[]
        safety?: components['schemas']['Words']
        sensitivities?: components['schemas']['Words']
        challenges?: string[]
      }
      proposed: components['schemas']['Mark']
      name?: components['schemas']['Words']
      corrected?: components['schemas']['Mark']
      talkedThrough?: components['schemas']['Mark']
      preference?: components['schemas']['Words']
      notTalkedThroughBecause?: components['schemas']['Words']
      ended?: components['schemas']['Mark']
      reason?: components['schemas']['Words']
    }
    /** @enum {string} */
    HandoverState: 'open' | 'accepted' | 'declined' | 'withdrawn'
    /** @enum {string} */
    Heard: 'spoke' | 'represented' | 'chose-not-to-speak' | 'not-heard'
    HistoryEntry: {
      id: string
      revision: number
      type: string
      schema: number
      domain: components['schemas']['Domain']
      about: string[]
      recordedAt: string
      by: string
      role: components['schemas']['ActingRole']
      processingActivity: string
      legalBasis: string
      correlationId: string
      words: components['schemas']['InWords']
      data: Record<string, never>
      happenedAt?: string
      organisation?: string
      onBehalfOf?: string
      due?: {
        what: string
        at: string
        terms: number
      }
      basedOn?: number
      corrections?: string[]
    }
    HistoryPage: {
      planId: string
      etag: string
      events: (components['schemas']['HistoryEntry'] | components['schemas']['WithheldEntry'])[]
      nextFrom?: number
    }
    InWords: {
      nl: string
      en: string
    }
    /** @enum {string} */
    ItemKind:
      | 'goal'
      | 'action'
      | 'priority'
      | 'deviation'
      | 'view'
      | 'referral'
      | 'own-plan-part'
      | 'communication-needs'
      | 'coordinator-request'
      | 'capacity-judgement'
      | 'representation'
      | 'joining'
      | 'support'
      | 'permission'
      | 'sharing'
      | 'challenge'
      | 'correction-request'
    /** @enum {string} */
    LeadingPlan: 'this-plan' | 'the-other-plan'
    /** @enum {string} */
    LegalDomain: 'youth' | 'wmo' | 'participation'
    /** @enum {string} */
    LifeArea:
      | 'finances'
      | 'work-and-education'
      | 'time-use'
      | 'housing'
      | 'domestic-relations'
      | 'mental-health'
      | 'physical-health'
      | 'substance-use'
      | 'basic-adl'
      | 'instrumental-adl'
      | 'social-network'
      | 'participation-in-society'
      | 'justice'
    /** @enum {string} */
    LookOutcome: 'answered' | 'refused'
    /** @enum {string} */
    LookedAt:
      | 'plan'
      | 'members'
      | 'coordinator'
      | 'handovers'
      | 'care-team'
      | 'referrals'
      | 'goals'
      | 'actions'
      | 'priorities'
      | 'deviations'
      | 'challenges'
      | 'closing'
      | 'dossier'
      | 'corrections'
      | 'requests'
      | 'permissions'
      | 'sharings'
      | 'withholdings'
      | 'sight-limits'
      | 'withholding-requests'
      | 'history'
      | 'changes'
      | 'envelopes'
      | 'caseload'
      | 'due'
      | 'plans'
      | 'events'
      | 'dead-letters'
      | 'inspections'
      | 'access-records'
      | 'readers-previews'
      | 'challenge-previews'
      | 'sharing-previews'
      | 'break-glass'
      | 'break-glass-uses'
      | 'bsn-look-ups'
    MadeAnswer: {
      planId: string
      etag: string
      id: string
      position?: string
    }
    Mark: {
      by: string
      at: string
      basedOn?: number
    }
    Member: {
      id: string
      state: components['schemas']['MemberState']
      name?: components['schemas']['Words']
      birthDate?: string | components['schemas']['Seal'] | components['schemas']['Closed']
      ageBand?: components['schemas']['StatedAgeBand'] | components['schemas']['Seal'] | components['schemas']['Closed']
      ageEstablishedBy?: components['schemas']['Words']
      bsn?: components['schemas']['Words']
      inAnotherPlanBecause?: components['schemas']['Words']
      leads?: components['schemas']['LeadingPlan']
      addressIsSecret?: boolean
      leftBecause?: components['schemas']['Words']
      corrected?: components['schemas']['Mark']
      departure?: components['schemas']['MemberDeparture']
      request?: {
        state: components['schemas']['MembershipRequestState']
        name?: components['schemas']['Words']
        birthDate?: string | components['schemas']['Seal'] | components['schemas']['Closed']
        ageBand?:
          components['schemas']['StatedAgeBand'] | components['schemas']['Seal'] | components['schemas']['Closed']
        ageEstablishedBy?: components['schemas']['Words']
        bsn?: components['schemas']['Words']
        inAnotherPlanBecause?: components['schemas']['Words']
        leads?: components['schemas']['LeadingPlan']
      }
    }
    MemberDeparture: {
      recorded?: components['schemas']['Mark']
      kind?: components['schemas']['DepartureKind'] | components['schemas']['Seal'] | components['schemas']['Closed']
      leftOn?: string | components['schemas']['Seal'] | components['schemas']['Closed']
      silent?: boolean
      contestUntil?: string
      contest?: {
        by: string
        at: string
        dueAt: string
        basedOn?: number
        words?: components['schemas']['Words']
      }
      upheld?: components['schemas']['Said']
      undone?: components['schemas']['Said']
    }
    /** @enum {string} */
    MemberState: 'requested' | 'refused' | 'in' | 'left' | 'died'
    /** @enum {string} */
    MembershipRequestState: 'requested' | 'refused'
    /** @enum {string} */
    MissingToShare:
      | 'ground'
      | 'necessity'
      | 'task'
      | 'helps-only'
      | 'not-withheld'
      | 'same-law'
      | 'permission'
      | 'article'
      | 'second-reader'
    /** @enum {string} */
    MustAct:
      | 'coordinator'
      | 'authors'
      | 'owner'
      | 'reader'
      | 'team'
      | 'partner'
      | 'safety-officer'
      | 'privacy-officer'
      | 'administrator'
      | 'who-left'
      | 'team-lead'
      | 'escalation-officer'
      | 'reviewers'
    /** @enum {string} */
    OpenedKind: 'goal' | 'action'
    OwnPlan: {
      state: components['schemas']['OwnPlanState']
      parts: {
        domain: components['schemas']['Domain']
        at: string
        words?: components['schemas']['Words']
        saidBy?: string
        how?: components['schemas']['SaidHow'] | components['schemas']['Seal'] | components['schemas']['Closed']
      }[]
      invitations: {
        id: string
        at: string
        ignoresNeeds?: boolean
        delivered?: {
          at: string
          how?: components['schemas']['Delivery'] | components['schemas']['Seal'] | components['schemas']['Closed']
        }
      }[]
      views: components['schemas']['View'][]
      dueAt?: string
      until?: {
        youth: string
        wmo: string
        participation: string
      }
      waivedBecause?: components['schemas']['Words']
      waived?: {
        by: string
        at: string
        basedOn?: number
        saidBy?: string
        how?: components['schemas']['SaidHow'] | components['schemas']['Seal'] | components['schemas']['Closed']
      }
    }
    /** @enum {string} */
    OwnPlanState: 'not-invited' | 'invited' | 'handed-in' | 'waived'
    Permission: {
      id: string
      domain: components['schemas']['Domain']
      person: string
      by: string
      to: components['schemas']['Recipient']
      until: string
      state: components['schemas']['PermissionState']
      recorded: components['schemas']['Mark']
      how?: components['schemas']['Words']
      items?: {
        kind: components['schemas']['PermittedKind']
        id: string
      }[]
      withdrawn?: components['schemas']['Mark']
    }
    /** @enum {string} */
    PermissionState: 'given' | 'withdrawn'
    /** @enum {string} */
    PermittedKind: 'goal' | 'action' | 'priority' | 'deviation' | 'view' | 'referral' | 'own-plan-part'
    Plan: {
      lifeAreas: components['schemas']['LifeArea'][]
      closings: components['schemas']['PlanClosing'][]
      endings: components['schemas']['Ending'][]
      ownPlan: components['schemas']['OwnPlan']
      clientSupport: {
        at: string
        accepted?: boolean | components['schemas']['Seal'] | components['schemas']['Closed']
      }[]
      members: components['schemas']['Member'][]
      expectedChildren: components['schemas']['ExpectedChild'][]
      handovers: components['schemas']['Handover'][]
      coordinatorRequests: (components['schemas']['CoordinatorRequest'] | components['schemas']['WithheldItem'])[]
      professionals: (components['schemas']['Professional'] | components['schemas']['WithheldItem'])[]
      representatives: (components['schemas']['Representative'] | components['schemas']['WithheldItem'])[]
      capacity: components['schemas']['Capacity'][]
      supporters: (components['schemas']['Supporter'] | components['schemas']['WithheldItem'])[]
      referrals: (components['schemas']['Referral'] | components['schemas']['WithheldItem'])[]
      goals: (components['schemas']['Goal'] | components['schemas']['WithheldItem'])[]
      actions: (components['schemas']['Action'] | components['schemas']['WithheldItem'])[]
      priorities: (components['schemas']['Priority'] | components['schemas']['WithheldItem'])[]
      deviations: (components['schemas']['Deviation'] | components['schemas']['WithheldItem'])[]
      challenges: (components['schemas']['Challenge'] | components['schemas']['WithheldItem'])[]
      communicationNeeds: components['schemas']['CommunicationNeeds'][]
      corrections: components['schemas']['Correction'][]
      correctionRequests: (components['schemas']['CorrectionRequest'] | components['schemas']['WithheldItem'])[]
      permissions: (components['schemas']['Permission'] | components['schemas']['WithheldItem'])[]
      sharings: (components['schemas']['Sharing'] | components['schemas']['WithheldItem'])[]
      breakGlassUses: components['schemas']['BreakGlassUse'][]
      withholdings: components['schemas']['Withholding'][]
      withheldRequests: components['schemas']['WithheldRequest'][]
      opened?: components['schemas']['Mark']
      reportedBy?: components['schemas']['Reporter'] | components['schemas']['Seal'] | components['schemas']['Closed']
      coordinator?: components['schemas']['Coordinator']
      withheld?: components['schemas']['WithheldItem'][]
    }
    PlanAnswer: {
      planId: string
      revision: number
      position: string
      at: string
      etag: string
      plan: components['schemas']['Plan']
    }
    PlanClosing: {
      closed: components['schemas']['Mark']
      reopenUntil: string
      ground?: components['schemas']['ClosingGround'] | components['schemas']['Seal'] | components['schemas']['Closed']
      reason?: components['schemas']['Words']
      familyView?: components['schemas']['Words']
      reopened?: components['schemas']['Said']
    }
    /** @enum {string} */
    PlanState: 'open' | 'closed'
    PlansPage: {
      items: {
        planId: string
        state: components['schemas']['PlanState']
        openedAt: string
        domains: components['schemas']['Domain'][]
        lifeAreas: components['schemas']['LifeArea'][]
      }[]
      incomplete?: boolean
    }
    Priority: {
      id: string
      domain: components['schemas']['Domain']
      about: string[]
      views: components['schemas']['View'][]
      concern: {
        domain: components['schemas']['Domain']
        lifeArea: components['schemas']['LifeArea']
      }
      over: components['schemas']['LegalDomain'][]
      inForce: boolean
      set: components['schemas']['Mark']
      reason?: components['schemas']['Words']
      lifted?: components['schemas']['Mark']
      liftedBecause?: components['schemas']['Words']
    }
    Professional: {
      id: string
      professional: string
      organisation: string
      domain: components['schemas']['Domain']
      activity: string
      until: string
      joined: components['schemas']['Mark']
      name?: components['schemas']['Words']
      scope?:
        | components['schemas']['WholeScope']
        | {
            goals: string[]
          }
      corrected?: components['schemas']['Mark']
      narrowed?: components['schemas']['Mark']
      left?: components['schemas']['Mark']
      leftBecause?: components['schemas']['Words']
    }
    /** @enum {string} */
    ProofKind: 'brp' | 'court' | 'mandate'
    /** @enum {string} */
    ReadBecause: 'before-the-plan' | 'before-their-part' | 'long-ago' | 'rule-of-now'
    Reading: {
      by: string
      at: string
      id: string
      finding: components['schemas']['Finding']
      basedOn?: number
      words?: components['schemas']['Words']
    }
    Recipient: {
      kind: components['schemas']['RecipientKind']
      id?: string
    }
    /** @enum {string} */
    RecipientKind: 'coordination' | 'professional' | 'organisation'
    Referral: {
      id: string
      domain: components['schemas']['Domain']
      about: string[]
      to: string
      until: string
      state: components['schemas']['ReferralState']
      made: components['schemas']['Mark']
      questions: {
        asked: components['schemas']['Said']
        answered?: components['schemas']['Said']
      }[]
      words?: components['schemas']['Words']
      opens?: {
        kind: components['schemas']['OpenedKind']
        id: string
      }[]
      dueAt?: string
      answer?: components['schemas']['ReferralAnswered']
      ended?: components['schemas']['Said']
    }
    ReferralAnswered: {
      by: string
      at: string
      answer: components['schemas']['ReferralChoice']
      basedOn?: number
      words?: components['schemas']['Words']
    }
    /** @enum {string} */
    ReferralChoice: 'accepted' | 'declined'
    /** @enum {string} */
    ReferralState: 'waiting' | 'asked' | 'accepted' | 'declined' | 'ended'
    /** @enum {string} */
    Reporter: 'family' | 'professional' | 'partner-organisation' | 'neighbourhood' | 'other'
    /** @enum {string} */
    RepresentationKind:
      | 'parental-authority'
      | 'guardian'
      | 'guardian-institution'
      | 'curator'
      | 'mentor'
      | 'administrator-of-assets'
      | 'guardian-ad-litem'
      | 'mandated'
      | 'informal'
    Representative: {
      id: string
      representative: string
      represents: string
      kind: components['schemas']['RepresentationKind']
      from: string
      name?: components['schemas']['Words']
      until?: string
      isVerified?: boolean
      proof?: {
        kind?: components['schemas']['ProofKind'] | components['schemas']['Seal'] | components['schemas']['Closed']
        date?: string | components['schemas']['Seal'] | components['schemas']['Closed']
        number?: components['schemas']['Words']
        reference?: components['schemas']['Words']
      }
      conflictOfInterest?: components['schemas']['Words']
      corrected?: components['schemas']['Mark']
      ended?: components['schemas']['Mark']
    }
    /** @enum {string} */
    RequestChoice: 'granted' | 'refused'
    Said: {
      by: string
      at: string
      basedOn?: number
      words?: components['schemas']['Words']
    }
    /** @enum {string} */
    SaidHow: 'in-person' | 'by-phone' | 'in-writing' | 'digital'
    /** @enum {string} */
    Scope: 'mine' | 'team'
    Seal: {
      sealed: string
      sha256: string
    }
    /** @enum {string} */
    Settlement: 'may-stand' | 'must-change'
    Sharing: {
      id: string
      domain: components['schemas']['Domain']
      about: string[]
      to: components['schemas']['Recipient']
      items: {
        kind: components['schemas']['OpenedKind']
        id: string
      }[]
      until: string
      state: components['schemas']['SharingState']
      asked: components['schemas']['Mark']
      ground?: components['schemas']['SharingGround']
      necessity?: components['schemas']['Words']
      article?: components['schemas']['Words']
      missing?: components['schemas']['MissingToShare'][]
      ended?: components['schemas']['Said']
      acute?: boolean
      dueAt?: string
      reader?: components['schemas']['DrawnReader']
      recused?: {
        by: string
        at: string
        reader: string
        basedOn?: number
        words?: components['schemas']['Words']
      }[]
      reading?: {
        by: string
        at: string
        finding: components['schemas']['SharingFinding']
        basedOn?: number
        words?: components['schemas']['Words']
      }
      withdrawn?: components['schemas']['Mark']
    }
    /** @enum {string} */
    SharingFinding: 'supports' | 'objects'
    /** @enum {string} */
    SharingGround: 'same-help' | 'permission' | 'legal-right' | 'conflict-of-duties'
    /** @enum {string} */
    SharingState: 'asked' | 'granted' | 'refused' | 'withdrawn' | 'ended'
    /** @enum {string} */
    Stance: 'agrees' | 'disagrees' | 'has-doubts' | 'no-opinion'
    /** @enum {string} */
    StatedAgeBand: 'adult'
    /** @enum {string} */
    StepRule: 'deviation-free' | 'with-second-reader' | 'not-allowed'
    /** @enum {string} */
    StepUp: 'coordinator' | 'team-lead' | 'escalation-officer'
    /** @enum {string} */
    StepUpBecause: 'unanswered' | 'not-accepted'
    Supporter: {
      id: string
      supporter: string
      person: string
      askedBy: string
      domain: components['schemas']['Domain']
      kind: components['schemas']['SupporterKind']
      mandated: boolean
      until: string
      asked: components['schemas']['Mark']
      name?: components['schemas']['Words']
      accepted?: components['schemas']['Mark']
      ended?: components['schemas']['Mark']
    }
    /** @enum {string} */
    SupporterKind: 'client-supporter' | 'confidential-counsellor'
    /** @enum {string} */
    UseFinding: 'justified' | 'not-justified'
    View: {
      view: string
      person: string
      voice: components['schemas']['Voice']
      stance: components['schemas']['Stance']
      at: string
      words?: components['schemas']['Words']
      confirmedAt?: string
      unverified?: boolean
      afterLeaving?: boolean
    }
    /** @enum {string} */
    Voice: 'own' | 'own-confirmed' | 'representative' | 'supporter-present' | 'reported-by-professional'
    /** @enum {string} */
    WholeScope: 'domain'
    WithheldEntry: {
      revision: number
      type: components['schemas']['WithheldEntryType']
      recordedAt: string
      kind: components['schemas']['ItemKind']
      withheld: components['schemas']['WithholdingGround']
      words: components['schemas']['InWords']
    }
    /** @enum {string} */
    WithheldEntryType: 'ItemWithheld'
    WithheldItem: {
      withheld: components['schemas']['WithholdingGround']
    }
    WithheldRequest: {
      id: string
      person: string
      asked: components['schemas']['Mark']
      dueAt: string
      answered?: components['schemas']['Mark']
    }
    WithholdBody: {
      from: string
      ground: components['schemas']['WithholdingGround']
      reason?: string
      consulted?: string
      reviewDate?: string
      mode?: components['schemas']['WithholdingMode']
    }
    Withholding: {
      id: string
      domain: components['schemas']['Domain']
      about: string[]
      from: string
      state: components['schemas']['WithholdingState']
      items: {
        kind: components['schemas']['ItemKind']
        id: string
      }[]
      ground: components['schemas']['WithholdingGround']
      mode: components['schemas']['WithholdingMode']
      made: components['schemas']['Mark']
      limits?: {
        person: string
        domain?: components['schemas']['Domain']
      }
      reason?: components['schemas']['Words']
      consulted?: string
      reviewDate?: string
      dueAt?: string
      confirmed?: components['schemas']['Mark']
      denied?: components['schemas']['Said']
      reviewed?: components['schemas']['Said']
      ended?: components['schemas']['Said']
    }
    /** @enum {string} */
    WithholdingGround: 'safety' | 'child-asked' | 'good-care' | 'others-privacy'
    /** @enum {string} */
    WithholdingMode: 'told' | 'silent'
    /** @enum {string} */
    WithholdingState: 'asked' | 'made' | 'confirmed' | 'denied' | 'ended'
    Words: string | components['schemas']['Seal'] | components['schemas']['Closed']
  }
  responses: never
  parameters: never
  requestBodies: never
  headers: never
  pathItems: never
}
export type $defs = Record<string, never>
export interface operations {
  listPlans: {
    parameters: {
      query?: {
        domain?: components['schemas']['LegalDomain']
        state?: components['schemas']['PlanState']
        cursor?: string
        limit?: number
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['PlansPage']
        }
      }
    }
  }
  readPlan: {
    parameters: {
      query?: {
        revision?: number
        at?: string
      }
      header?: never
      path: {
        planId: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['PlanAnswer']
        }
      }
    }
  }
  readHistory: {
    parameters: {
      query?: {
        type?: string
        domain?: components['schemas']['Domain']
        about?: string
        recordedFrom?: string
        recordedUntil?: string
        from?: number
        limit?: number
      }
      header?: never
      path: {
        planId: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['HistoryPage']
        }
      }
    }
  }
  listAccessRecords: {
    parameters: {
      query?: {
        from?: string
        until?: string
        cursor?: string
        limit?: number
      }
      header?: never
      path: {
        planId: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AccessRecordsPage']
        }
      }
    }
  }
  giveViewOnGoal: {
    parameters: {
      query?: never
      header?: never
      path: {
        planId: string
        id: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': components['schemas']['GiveViewBody']
      }
    }
    responses: {
      201: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['MadeAnswer']
        }
      }
    }
  }
  listCaseload: {
    parameters: {
      query?: {
        cursor?: string
        limit?: number
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['CaseloadPage']
        }
      }
    }
  }
  listDue: {
    parameters: {
      query?: {
        scope?: components['schemas']['Scope']
        cursor?: string
        limit?: number
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['DuePage']
        }
      }
    }
  }
}
