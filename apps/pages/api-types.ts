/** The part of the API that the pages use, as its document says it. Made by `test/the-pages-know-the-api.spec.ts`; not written by hand. */
export interface paths {
    "/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listPlans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["readPlan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["readHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/history/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["readChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/deviations/{id}/dossier": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["readDossier"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/readers-previews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["previewReaders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/access-records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listAccessRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/goals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["proposeGoal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/goals/{id}/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["giveViewOnGoal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/goals/{id}/evaluation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["evaluateGoal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/goals/{id}/family-evaluations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["evaluateGoalAsFamily"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["planAction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/actions/{id}/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["acceptAction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/actions/{id}/completion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["finishAction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/actions/{id}/stalls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["reportActionStalled"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/challenges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["raiseChallenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/challenges/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["readChallenge"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/challenges/{id}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["answerChallenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/challenges/{id}/opening": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openChallenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/challenges/{id}/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["acceptChallengeAnswer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/challenges/{id}/rejection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["rejectChallengeAnswer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/challenges/{id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["withdrawChallenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/challenge-previews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["previewChallenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/deviations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["reportDeviation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/deviations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["readDeviation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/deviations/{id}/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["accountForDeviation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/deviations/{id}/readings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["giveSecondReading"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/deviations/{id}/evaluations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["evaluateDeviation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/deviations/{id}/family-evaluations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["evaluateDeviationAsFamily"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/deviations/{id}/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["giveViewOnDeviation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["givePermission"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/permissions/{id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["withdrawPermission"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/withholdings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["withhold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/withholdings/{id}/completion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["completeWithholding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/withholding-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listWithholdingRequests"];
        put?: never;
        post: operations["askWhatIsWithheld"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/protocols": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listProtocols"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/protocols/{protocolId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["readProtocol"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/second-readers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["readReaderPool"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/terms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["readTerms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/caseload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listCaseload"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/due": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listDue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/processing-activities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listProcessingActivities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AccessRecordsPage: {
            items: {
                date: string;
                role: components["schemas"]["ActingRole"];
                function: components["schemas"]["InWords"];
                processingActivity: string;
                kind: components["schemas"]["LookedAt"];
                words: components["schemas"]["InWords"];
                outcome: components["schemas"]["LookOutcome"];
                organisation?: string;
                closed?: boolean;
                breakGlass?: {
                    reviewed: boolean;
                    finding?: components["schemas"]["UseFinding"];
                    on?: string;
                };
            }[];
            incomplete?: boolean;
        };
        AccountBody: {
            different?: string;
            weighing?: components["schemas"]["WeighingBody"];
            alternatives?: string[];
            consulted?: string;
            familyView?: string;
            familyNotHeardBecause?: string;
            expectedEffect?: string;
            reviewDate?: string;
            safety?: boolean;
        };
        AccountForDeviationBody: {
            account: components["schemas"]["AccountBody"];
            basedOn: string;
            withhold?: components["schemas"]["WithholdBody"][];
        };
        /** @enum {string} */
        ActingRole: "coordinator" | "professional" | "second-reader" | "team-lead" | "family-member" | "representative" | "supporter" | "auditor" | "safety-officer" | "privacy-officer" | "escalation-officer" | "protocol-steward" | "administrator" | "partner" | "system";
        Action: {
            id: string;
            domain: components["schemas"]["Domain"];
            about: string[];
            views: components["schemas"]["View"][];
            goal: string;
            owner: string;
            state: components["schemas"]["ActionState"];
            last: components["schemas"]["Said"];
            words?: components["schemas"]["Words"];
            doneByDate?: string | components["schemas"]["Seal"] | components["schemas"]["Closed"];
        };
        ActionReasonBody: {
            reason: string;
            withhold?: components["schemas"]["WithholdBody"][];
        };
        /** @enum {string} */
        ActionState: "planned" | "active" | "stalled" | "done" | "dropped";
        /** @enum {string} */
        Addressee: "coordinator" | "team-lead" | "safety-officer" | "privacy-officer" | "escalation-officer";
        AnswerChallengeBody: {
            finding: components["schemas"]["ChallengeFinding"];
            words: string;
            changes?: string;
            heard: boolean;
            notHeardBecause?: string;
        };
        /** @enum {string} */
        AnswerToObjection: "keeps" | "changes";
        /** @enum {string} */
        AnsweredFor: "account" | "reading" | "evaluation";
        AskWhatIsWithheldBody: {
            person?: string;
        };
        BreakGlassReview: {
            by: string;
            at: string;
            finding: components["schemas"]["UseFinding"];
            basedOn?: number;
            reason?: components["schemas"]["Words"];
        };
        BreakGlassUse: {
            id: string;
            domains: components["schemas"]["LegalDomain"][];
            until: string;
            state: components["schemas"]["BreakGlassUseState"];
            used: components["schemas"]["Mark"];
            name?: components["schemas"]["Words"];
            reason?: components["schemas"]["Words"];
            dueAt?: string;
            review?: components["schemas"]["BreakGlassReview"];
        };
        /** @enum {string} */
        BreakGlassUseState: "asked" | "used" | "refused" | "justified" | "not-justified";
        Capacity: {
            by: string;
            at: string;
            person: string;
            canSpeak: boolean;
            basedOn?: number;
            reason?: components["schemas"]["Words"];
        };
        CaseloadPage: {
            items: {
                planId: string;
                openedAt: string;
                as: components["schemas"]["Ground"][];
                members: {
                    id: string;
                    name?: components["schemas"]["Words"];
                }[];
                coordinator?: {
                    id: string;
                    team: string;
                    since: string;
                    name?: components["schemas"]["Words"];
                };
            }[];
            incomplete?: boolean;
        };
        Challenge: {
            id: string;
            on: {
                kind: components["schemas"]["ChallengedKind"];
                id: string;
            };
            domain: components["schemas"]["Domain"];
            about: string[];
            firstTo: components["schemas"]["FirstTo"];
            raised: components["schemas"]["Mark"];
            state: components["schemas"]["ChallengeState"];
            answers: {
                by: string;
                at: string;
                heard: boolean;
                basedOn?: number;
                finding?: components["schemas"]["ChallengeFinding"] | components["schemas"]["Seal"] | components["schemas"]["Closed"];
                words?: components["schemas"]["Words"];
                changes?: components["schemas"]["Words"];
                notHeardBecause?: components["schemas"]["Words"];
            }[];
            steps: {
                by: string;
                at: string;
                because: components["schemas"]["StepUpBecause"];
                basedOn?: number;
                words?: components["schemas"]["Words"];
                addressee?: components["schemas"]["Addressee"];
            }[];
            forwarded: {
                by: string;
                at: string;
                cameIn: string;
                complaintUntil: string;
                basedOn?: number;
                as?: components["schemas"]["FormalKind"] | components["schemas"]["Seal"] | components["schemas"]["Closed"];
                to?: components["schemas"]["Words"];
            }[];
            person?: string;
            words?: components["schemas"]["Words"];
            wish?: components["schemas"]["Words"];
            addressee?: components["schemas"]["Addressee"];
            dueAt?: string;
            opened?: components["schemas"]["Mark"];
            accepted?: components["schemas"]["Mark"];
            withdrawn?: components["schemas"]["Said"];
        };
        ChallengeAnswer: components["schemas"]["OneChallenge"] | components["schemas"]["ItemWithheldAnswer"];
        /** @enum {string} */
        ChallengeFinding: "upheld" | "partly" | "not";
        ChallengePreviewAnswer: {
            planId: string;
            etag: string;
            addressee: components["schemas"]["Addressee"];
            stepsUpTo: components["schemas"]["Addressee"][];
            readers: components["schemas"]["Reader"][];
        };
        ChallengePreviewBody: {
            on: components["schemas"]["ChallengedBody"];
            person?: string;
            firstTo: components["schemas"]["FirstTo"];
            withhold?: components["schemas"]["PreviewWithholdBody"][];
        };
        /** @enum {string} */
        ChallengeState: "raised" | "answered" | "accepted" | "not-agreed" | "unanswered" | "withdrawn";
        ChallengedBody: {
            kind: components["schemas"]["ChallengedKind"];
            id: string;
        };
        /** @enum {string} */
        ChallengedKind: "goal" | "action" | "priority" | "deviation" | "referral" | "coordinator" | "representation" | "capacity-judgement" | "reading" | "departure" | "correction-request" | "told-withholding";
        ChangesAnswer: {
            planId: string;
            etag: string;
            from: number;
            to: number;
            words: {
                nl: string;
                en: string;
                revision: number;
                at: string;
                type: string;
            }[];
            data: {
                path: string;
                before?: unknown;
                after?: unknown;
            }[];
        };
        Closed: {
            closed: boolean;
        };
        /** @enum {string} */
        ClosingGround: "reached" | "family-ends" | "moved" | "untraceable" | "deceased" | "other-lead";
        CommunicationNeeds: {
            id: string;
            person: string;
            stated: components["schemas"]["Mark"];
            language?: components["schemas"]["Words"];
            interpreter?: boolean | components["schemas"]["Seal"] | components["schemas"]["Closed"];
            easyLanguage?: boolean | components["schemas"]["Seal"] | components["schemas"]["Closed"];
            hearing?: components["schemas"]["Words"];
            sight?: components["schemas"]["Words"];
        };
        CompleteWithholdingBody: {
            reason?: string;
            consulted?: string;
            reviewDate?: string;
            mode?: components["schemas"]["WithholdingMode"];
        };
        ConditionBody: {
            words: string;
            until: string;
        };
        Coordinator: {
            id: string;
            team: string;
            since: string;
            deputies: {
                id: string;
                name?: components["schemas"]["Words"];
                corrected?: components["schemas"]["Mark"];
            }[];
            views: components["schemas"]["View"][];
            name?: components["schemas"]["Words"];
            corrected?: components["schemas"]["Mark"];
            notHandedOverInPerson?: {
                because?: components["schemas"]["Words"];
                leftOpen?: {
                    actions: string[];
                    deviations: string[];
                    challenges?: string[];
                };
            };
        };
        CoordinatorRequest: {
            id: string;
            made: components["schemas"]["Mark"];
            reason?: components["schemas"]["Words"];
            answer?: {
                given: components["schemas"]["Mark"];
                answer?: components["schemas"]["RequestChoice"] | components["schemas"]["Seal"] | components["schemas"]["Closed"];
                reason?: components["schemas"]["Words"];
            };
        };
        /** @enum {string} */
        CorrectedKind: "member" | "professional" | "representative" | "coordinator" | "deputy" | "handover" | "event";
        /** @enum {string} */
        CorrectedPart: "name" | "age" | "words";
        Correction: {
            by: string;
            at: string;
            id: string;
            event: string;
            of: {
                kind: components["schemas"]["CorrectedKind"];
                id: string;
            };
            what: components["schemas"]["CorrectedPart"][];
            basedOn?: number;
            on?: {
                kind: components["schemas"]["ItemKind"];
                id: string;
            };
            reason?: components["schemas"]["Words"];
            words?: components["schemas"]["Words"];
        };
        CorrectionRequest: {
            id: string;
            event: string;
            of: {
                kind: components["schemas"]["CorrectedKind"];
                id: string;
            };
            asked: components["schemas"]["Mark"];
            state: components["schemas"]["CorrectionRequestState"];
            on?: {
                kind: components["schemas"]["ItemKind"];
                id: string;
            };
            person?: string;
            reason?: components["schemas"]["Words"];
            name?: components["schemas"]["Words"];
            birthDate?: string | components["schemas"]["Seal"] | components["schemas"]["Closed"];
            ageBand?: components["schemas"]["StatedAgeBand"] | components["schemas"]["Seal"] | components["schemas"]["Closed"];
            ageEstablishedBy?: components["schemas"]["Words"];
            words?: components["schemas"]["Words"];
            dueAt?: string;
            granted?: components["schemas"]["Mark"];
            refused?: components["schemas"]["Said"];
        };
        /** @enum {string} */
        CorrectionRequestState: "asked" | "granted" | "refused";
        /** @enum {string} */
        Delivery: "in-person" | "letter" | "digital";
        /** @enum {string} */
        DepartureKind: "moved" | "divorced" | "placed-elsewhere" | "fled" | "other";
        DeviatedFrom: {
            /** @constant */
            kind: "step";
            protocol: string;
            version: number;
            step: string;
            rule: components["schemas"]["StepRule"];
        } | {
            /** @constant */
            kind: "priority";
            priority: string;
        };
        Deviation: {
            id: string;
            domain: components["schemas"]["Domain"];
            about: string[];
            views: components["schemas"]["View"][];
            from: components["schemas"]["DeviatedFrom"];
            acute: boolean;
            happenedAt: string;
            reported: components["schemas"]["Mark"];
            justified: boolean;
            recused: {
                by: string;
                at: string;
                reader: string;
                basedOn?: number;
                words?: components["schemas"]["Words"];
            }[];
            readings: components["schemas"]["Reading"][];
            answers: components["schemas"]["Said"][];
            insteadDone?: components["schemas"]["Words"];
            situation?: components["schemas"]["Words"];
            dueAt?: string;
            due?: string;
            account?: {
                by: string;
                at: string;
                basedOn?: number;
                reviewDate?: string;
                different?: components["schemas"]["Words"];
                weighing?: {
                    legitimacy?: components["schemas"]["Words"];
                    involvement?: components["schemas"]["Words"];
                    return?: components["schemas"]["Words"];
                    interestOfTheChild?: components["schemas"]["Words"];
                };
                alternatives?: components["schemas"]["Words"][];
                consulted?: components["schemas"]["Words"];
                familyView?: components["schemas"]["Words"];
                familyNotHeardBecause?: components["schemas"]["Words"];
                expectedEffect?: components["schemas"]["Words"];
                safety?: boolean;
            };
            readBecause?: components["schemas"]["ReadBecause"][];
            reader?: components["schemas"]["DrawnReader"];
            conditions?: {
                id: string;
                until: string;
                words?: components["schemas"]["Words"];
                met?: {
                    by: string;
                    at: string;
                    id: string;
                    basedOn?: number;
                    words?: components["schemas"]["Words"];
                };
            }[];
            objection?: {
                answer: {
                    by: string;
                    at: string;
                    id: string;
                    basedOn?: number;
                    words?: components["schemas"]["Words"];
                    says?: components["schemas"]["AnswerToObjection"] | components["schemas"]["Seal"] | components["schemas"]["Closed"];
                };
                settlement?: {
                    by: string;
                    at: string;
                    id: string;
                    basedOn?: number;
                    words?: components["schemas"]["Words"];
                    finds?: components["schemas"]["Settlement"] | components["schemas"]["Seal"] | components["schemas"]["Closed"];
                };
            };
            passedBy?: {
                by: string;
                at: string;
                reader: string;
                basedOn?: number;
            }[];
            noReaderSince?: string;
            familyInvitedAt?: string;
            ended?: components["schemas"]["Said"];
            lessonCleared?: components["schemas"]["Said"];
            familyEvaluations?: {
                view: string;
                person: string;
                voice: components["schemas"]["Voice"];
                at: string;
                outcome?: components["schemas"]["DeviationOutcome"] | components["schemas"]["Seal"] | components["schemas"]["Closed"];
                words?: components["schemas"]["Words"];
                afterLeaving?: boolean;
            }[];
            evaluation?: {
                by: string;
                at: string;
                basedOn?: number;
                outcome?: components["schemas"]["DeviationOutcome"] | components["schemas"]["Seal"] | components["schemas"]["Closed"];
                words?: components["schemas"]["Words"];
                lesson?: components["schemas"]["Words"];
            };
        };
        DeviationAnswer: components["schemas"]["OneDeviation"] | components["schemas"]["ItemWithheldAnswer"];
        /** @enum {string} */
        DeviationOutcome: "worked" | "did-not-work" | "unclear";
        /** @enum {string} */
        Domain: "general" | "youth" | "wmo" | "participation";
        DossierAnswer: {
            planId: string;
            etag: string;
            protocolThen?: {
                protocol: string;
                title: string;
                owner: string;
                domain: components["schemas"]["Domain"];
                version?: number;
                inForceFrom?: string;
                steps?: components["schemas"]["Step"][];
                stepLeft: string;
            };
            priorities: components["schemas"]["Priority"][];
            deviation: components["schemas"]["Deviation"];
            challenges: components["schemas"]["Challenge"][];
            corrections?: components["schemas"]["Correction"][];
            correctionRequests?: components["schemas"]["CorrectionRequest"][];
            basedOn: {
                decision: components["schemas"]["AnsweredFor"];
                by: string;
                at: string;
                revision: number;
                lastEvent: string;
                lastEventAt: string;
            }[];
            events: (components["schemas"]["HistoryEntry"] | components["schemas"]["WithheldEntry"])[];
        };
        DrawnReader: {
            reader: string;
            pool: number;
            seed: string;
            drawnAt: string;
            excluded?: string;
        };
        /** @enum {string} */
        DueKind: "own-plan" | "view" | "exception-reading" | "account" | "forbidden-step" | "reading" | "acute-reading" | "objection" | "objection-settlement" | "condition" | "reader-pool" | "evaluation" | "evaluation-invitation" | "family-evaluation" | "action" | "other-coordinator" | "referral" | "proof" | "age" | "capacity" | "birthday-12" | "birthday-16" | "coming-of-age" | "withholding-completion" | "withholding-confirmation" | "withholding-decision" | "withholding-review" | "withheld-request" | "contest" | "contest-decision" | "sight-limit" | "break-glass-review" | "narrowing" | "sharing-reading" | "challenge" | "correction" | "ending";
        DuePage: {
            items: {
                id: string;
                planId: string;
                what: components["schemas"]["DueKind"];
                item: {
                    kind: string;
                    id: string;
                };
                dueAt: string;
                overdue: boolean;
                escalating: boolean;
                mustAct: components["schemas"]["MustAct"];
                person?: string;
                wentUpTo?: components["schemas"]["StepUp"];
                goesUpAt?: string;
                unanswered?: boolean;
            }[];
            incomplete?: boolean;
        };
        Ending: {
            person: string;
            by: string;
            ended: components["schemas"]["Said"];
            dueAt?: string;
            answer?: components["schemas"]["Said"];
            resumed?: components["schemas"]["Mark"];
        };
        EvaluateDeviationAsFamilyBody: {
            outcome: components["schemas"]["DeviationOutcome"];
            withhold?: components["schemas"]["WithholdBody"][];
            person: string;
            words: string;
        };
        EvaluateDeviationBody: {
            outcome: components["schemas"]["DeviationOutcome"];
            words: string;
            lesson?: string;
            basedOn: string;
            withhold?: components["schemas"]["WithholdBody"][];
        };
        EvaluateGoalAsFamilyBody: {
            outcome: components["schemas"]["GoalOutcome"];
            withhold?: components["schemas"]["WithholdBody"][];
            person: string;
            words: string;
        };
        EvaluateGoalBody: {
            basedOn: string;
            outcome: components["schemas"]["GoalOutcome"];
            words?: string;
            withhold?: components["schemas"]["WithholdBody"][];
        };
        ExpectedChild: {
            expectation: string;
            expectedOn?: string | components["schemas"]["Seal"] | components["schemas"]["Closed"];
        };
        /** @enum {string} */
        Finding: "supports" | "supports-with-conditions" | "objects" | "asks";
        FinishActionBody: {
            words?: string;
            withhold?: components["schemas"]["WithholdBody"][];
        };
        /** @enum {string} */
        FirstTo: "addressee" | "addressee-and-challenged";
        /** @enum {string} */
        FormalKind: "objection" | "complaint" | "neither";
        GivePermissionBody: {
            person: string;
            by: string;
            to: components["schemas"]["RecipientBody"];
            items?: components["schemas"]["PermittedItemBody"][];
            domains?: components["schemas"]["LegalDomain"][];
            until: string;
            how: string;
            withhold?: components["schemas"]["WithholdBody"][];
        };
        GiveViewBody: {
            person: string;
            stance: components["schemas"]["Stance"];
            words?: string;
            withhold?: components["schemas"]["WithholdBody"][];
        };
        Goal: {
            id: string;
            domain: components["schemas"]["Domain"];
            about: string[];
            views: components["schemas"]["View"][];
            lifeArea: components["schemas"]["LifeArea"];
            state: components["schemas"]["GoalState"];
            proposed: components["schemas"]["Mark"];
            invited: {
                [key: string]: number;
            };
            speakersInvited?: {
                [key: string]: number;
            };
            words?: components["schemas"]["Words"];
            danger?: components["schemas"]["Words"];
            exception?: {
                id: string;
                notHeard: string[];
                pool: number;
                seed: string;
                reason?: components["schemas"]["Words"];
                reader?: string;
                excluded?: string;
                recused?: {
                    by: string;
                    at: string;
                    reader: string;
                    basedOn?: number;
                    words?: components["schemas"]["Words"];
                }[];
                reading?: components["schemas"]["Said"];
            };
            adopted?: {
                by: string;
                at: string;
                heard: {
                    [key: string]: components["schemas"]["Heard"];
                };
                dissent: string[];
                basedOn?: number;
            };
            familyEvaluations?: {
                view: string;
                person: string;
                voice: components["schemas"]["Voice"];
                at: string;
                outcome?: components["schemas"]["GoalOutcome"] | components["schemas"]["Seal"] | components["schemas"]["Closed"];
                words?: components["schemas"]["Words"];
                afterLeaving?: boolean;
            }[];
            ended?: {
                by: string;
                at: string;
                basedOn?: number;
                words?: components["schemas"]["Words"];
                outcome?: components["schemas"]["GoalOutcome"] | components["schemas"]["Seal"] | components["schemas"]["Closed"];
            };
        };
        /** @enum {string} */
        GoalOutcome: "reached" | "partly-reached" | "not-reached";
        /** @enum {string} */
        GoalState: "proposed" | "adopted" | "evaluated" | "dropped";
        /** @enum {string} */
        Ground: "coordinating" | "next-coordinator" | "leading-team" | "acted-in" | "addressed" | "settling" | "care-team" | "family" | "supporting" | "second-reader" | "sharing-reader" | "shared" | "asked-to-share" | "consulted" | "in-challenges" | "reviewing" | "safety-officer" | "privacy-officer" | "verifying" | "inspecting";
        Handover: {
            id: string;
            to: string;
            team: string;
            state: components["schemas"]["HandoverState"];
            document: {
                actions: string[];
                deviations: string[];
                safety?: components["schemas"]["Words"];
                sensitivities?: components["schemas"]["Words"];
                challenges?: string[];
            };
            proposed: components["schemas"]["Mark"];
            name?: components["schemas"]["Words"];
            corrected?: components["schemas"]["Mark"];
            talkedThrough?: components["schemas"]["Mark"];
            preference?: components["schemas"]["Words"];
            notTalkedThroughBecause?: components["schemas"]["Words"];
            ended?: components["schemas"]["Mark"];
            reason?: components["schemas"]["Words"];
        };
        /** @enum {string} */
        HandoverState: "open" | "accepted" | "declined" | "withdrawn";
        /** @enum {string} */
        Heard: "spoke" | "represented" | "chose-not-to-speak" | "not-heard";
        HistoryEntry: {
            id: string;
            revision: number;
            type: string;
            schema: number;
            domain: components["schemas"]["Domain"];
            about: string[];
            recordedAt: string;
            by: string;
            role: components["schemas"]["ActingRole"];
            processingActivity: string;
            legalBasis: string;
            correlationId: string;
            words: components["schemas"]["InWords"];
            data: Record<string, never>;
            happenedAt?: string;
            organisation?: string;
            onBehalfOf?: string;
            due?: {
                what: string;
                at: string;
                terms: number;
            };
            basedOn?: number;
            corrections?: string[];
        };
        HistoryPage: {
            planId: string;
            etag: string;
            events: (components["schemas"]["HistoryEntry"] | components["schemas"]["WithheldEntry"])[];
            nextFrom?: number;
        };
        InWords: {
            nl: string;
            en: string;
        };
        ItemBody: {
            kind: components["schemas"]["ItemKind"];
            id: string;
        };
        /** @enum {string} */
        ItemKind: "goal" | "action" | "priority" | "deviation" | "view" | "referral" | "own-plan-part" | "communication-needs" | "coordinator-request" | "capacity-judgement" | "representation" | "joining" | "support" | "permission" | "sharing" | "challenge" | "correction-request";
        ItemWithheldAnswer: {
            planId: string;
            etag: string;
            withheld: components["schemas"]["WithholdingGround"];
            challenges?: components["schemas"]["Challenge"][];
            corrections?: components["schemas"]["Correction"][];
            correctionRequests?: components["schemas"]["CorrectionRequest"][];
        };
        /** @enum {string} */
        LeadingPlan: "this-plan" | "the-other-plan";
        /** @enum {string} */
        LegalDomain: "youth" | "wmo" | "participation";
        /** @enum {string} */
        LifeArea: "finances" | "work-and-education" | "time-use" | "housing" | "domestic-relations" | "mental-health" | "physical-health" | "substance-use" | "basic-adl" | "instrumental-adl" | "social-network" | "participation-in-society" | "justice";
        /** @enum {string} */
        LookOutcome: "answered" | "refused";
        /** @enum {string} */
        LookedAt: "plan" | "members" | "coordinator" | "handovers" | "care-team" | "referrals" | "goals" | "actions" | "priorities" | "deviations" | "challenges" | "closing" | "dossier" | "corrections" | "requests" | "permissions" | "sharings" | "withholdings" | "sight-limits" | "withholding-requests" | "history" | "changes" | "envelopes" | "caseload" | "due" | "plans" | "events" | "dead-letters" | "inspections" | "access-records" | "readers-previews" | "challenge-previews" | "sharing-previews" | "break-glass" | "break-glass-uses" | "bsn-look-ups";
        MadeAnswer: {
            planId: string;
            etag: string;
            id: string;
            position?: string;
        };
        Mark: {
            by: string;
            at: string;
            basedOn?: number;
        };
        Member: {
            id: string;
            state: components["schemas"]["MemberState"];
            name?: components["schemas"]["Words"];
            birthDate?: string | components["schemas"]["Seal"] | components["schemas"]["Closed"];
            ageBand?: components["schemas"]["StatedAgeBand"] | components["schemas"]["Seal"] | components["schemas"]["Closed"];
            ageEstablishedBy?: components["schemas"]["Words"];
            bsn?: components["schemas"]["Words"];
            inAnotherPlanBecause?: components["schemas"]["Words"];
            leads?: components["schemas"]["LeadingPlan"];
            addressIsSecret?: boolean;
            leftBecause?: components["schemas"]["Words"];
            corrected?: components["schemas"]["Mark"];
            departure?: components["schemas"]["MemberDeparture"];
            request?: {
                state: components["schemas"]["MembershipRequestState"];
                name?: components["schemas"]["Words"];
                birthDate?: string | components["schemas"]["Seal"] | components["schemas"]["Closed"];
                ageBand?: components["schemas"]["StatedAgeBand"] | components["schemas"]["Seal"] | components["schemas"]["Closed"];
                ageEstablishedBy?: components["schemas"]["Words"];
                bsn?: components["schemas"]["Words"];
                inAnotherPlanBecause?: components["schemas"]["Words"];
                leads?: components["schemas"]["LeadingPlan"];
            };
        };
        MemberDeparture: {
            recorded?: components["schemas"]["Mark"];
            kind?: components["schemas"]["DepartureKind"] | components["schemas"]["Seal"] | components["schemas"]["Closed"];
            leftOn?: string | components["schemas"]["Seal"] | components["schemas"]["Closed"];
            silent?: boolean;
            contestUntil?: string;
            contest?: {
                by: string;
                at: string;
                dueAt: string;
                basedOn?: number;
                words?: components["schemas"]["Words"];
            };
            upheld?: components["schemas"]["Said"];
            undone?: components["schemas"]["Said"];
        };
        /** @enum {string} */
        MemberState: "requested" | "refused" | "in" | "left" | "died";
        /** @enum {string} */
        MembershipRequestState: "requested" | "refused";
        /** @enum {string} */
        MissingToShare: "ground" | "necessity" | "task" | "helps-only" | "not-withheld" | "same-law" | "permission" | "article" | "second-reader";
        /** @enum {string} */
        MustAct: "coordinator" | "authors" | "owner" | "reader" | "team" | "partner" | "safety-officer" | "privacy-officer" | "administrator" | "who-left" | "team-lead" | "escalation-officer" | "reviewers" | "family";
        OneChallenge: {
            planId: string;
            etag: string;
            id: string;
            on: {
                kind: components["schemas"]["ChallengedKind"];
                id: string;
            };
            domain: components["schemas"]["Domain"];
            about: string[];
            firstTo: components["schemas"]["FirstTo"];
            raised: components["schemas"]["Mark"];
            state: components["schemas"]["ChallengeState"];
            answers: {
                by: string;
                at: string;
                heard: boolean;
                basedOn?: number;
                finding?: components["schemas"]["ChallengeFinding"] | components["schemas"]["Seal"] | components["schemas"]["Closed"];
                words?: components["schemas"]["Words"];
                changes?: components["schemas"]["Words"];
                notHeardBecause?: components["schemas"]["Words"];
            }[];
            steps: {
                by: string;
                at: string;
                because: components["schemas"]["StepUpBecause"];
                basedOn?: number;
                words?: components["schemas"]["Words"];
                addressee?: components["schemas"]["Addressee"];
            }[];
            forwarded: {
                by: string;
                at: string;
                cameIn: string;
                complaintUntil: string;
                basedOn?: number;
                as?: components["schemas"]["FormalKind"] | components["schemas"]["Seal"] | components["schemas"]["Closed"];
                to?: components["schemas"]["Words"];
            }[];
            challenges?: components["schemas"]["Challenge"][];
            corrections?: components["schemas"]["Correction"][];
            correctionRequests?: components["schemas"]["CorrectionRequest"][];
            person?: string;
            words?: components["schemas"]["Words"];
            wish?: components["schemas"]["Words"];
            addressee?: components["schemas"]["Addressee"];
            dueAt?: string;
            opened?: components["schemas"]["Mark"];
            accepted?: components["schemas"]["Mark"];
            withdrawn?: components["schemas"]["Said"];
        };
        OneDeviation: {
            planId: string;
            etag: string;
            id: string;
            domain: components["schemas"]["Domain"];
            about: string[];
            views: components["schemas"]["View"][];
            from: components["schemas"]["DeviatedFrom"];
            acute: boolean;
            happenedAt: string;
            reported: components["schemas"]["Mark"];
            justified: boolean;
            recused: {
                by: string;
                at: string;
                reader: string;
                basedOn?: number;
                words?: components["schemas"]["Words"];
            }[];
            readings: components["schemas"]["Reading"][];
            answers: components["schemas"]["Said"][];
            challenges?: components["schemas"]["Challenge"][];
            corrections?: components["schemas"]["Correction"][];
            correctionRequests?: components["schemas"]["CorrectionRequest"][];
            insteadDone?: components["schemas"]["Words"];
            situation?: components["schemas"]["Words"];
            dueAt?: string;
            due?: string;
            account?: {
                by: string;
                at: string;
                basedOn?: number;
                reviewDate?: string;
                different?: components["schemas"]["Words"];
                weighing?: {
                    legitimacy?: components["schemas"]["Words"];
                    involvement?: components["schemas"]["Words"];
                    return?: components["schemas"]["Words"];
                    interestOfTheChild?: components["schemas"]["Words"];
                };
                alternatives?: components["schemas"]["Words"][];
                consulted?: components["schemas"]["Words"];
                familyView?: components["schemas"]["Words"];
                familyNotHeardBecause?: components["schemas"]["Words"];
                expectedEffect?: components["schemas"]["Words"];
                safety?: boolean;
            };
            readBecause?: components["schemas"]["ReadBecause"][];
            reader?: components["schemas"]["DrawnReader"];
            conditions?: {
                id: string;
                until: string;
                words?: components["schemas"]["Words"];
                met?: {
                    by: string;
                    at: string;
                    id: string;
                    basedOn?: number;
                    words?: components["schemas"]["Words"];
                };
            }[];
            objection?: {
                answer: {
                    by: string;
                    at: string;
                    id: string;
                    basedOn?: number;
                    words?: components["schemas"]["Words"];
                    says?: components["schemas"]["AnswerToObjection"] | components["schemas"]["Seal"] | components["schemas"]["Closed"];
                };
                settlement?: {
                    by: string;
                    at: string;
                    id: string;
                    basedOn?: number;
                    words?: components["schemas"]["Words"];
                    finds?: components["schemas"]["Settlement"] | components["schemas"]["Seal"] | components["schemas"]["Closed"];
                };
            };
            passedBy?: {
                by: string;
                at: string;
                reader: string;
                basedOn?: number;
            }[];
            noReaderSince?: string;
            familyInvitedAt?: string;
            ended?: components["schemas"]["Said"];
            lessonCleared?: components["schemas"]["Said"];
            familyEvaluations?: {
                view: string;
                person: string;
                voice: components["schemas"]["Voice"];
                at: string;
                outcome?: components["schemas"]["DeviationOutcome"] | components["schemas"]["Seal"] | components["schemas"]["Closed"];
                words?: components["schemas"]["Words"];
                afterLeaving?: boolean;
            }[];
            evaluation?: {
                by: string;
                at: string;
                basedOn?: number;
                outcome?: components["schemas"]["DeviationOutcome"] | components["schemas"]["Seal"] | components["schemas"]["Closed"];
                words?: components["schemas"]["Words"];
                lesson?: components["schemas"]["Words"];
            };
        };
        /** @enum {string} */
        OpenedKind: "goal" | "action";
        OwnPlan: {
            state: components["schemas"]["OwnPlanState"];
            parts: {
                domain: components["schemas"]["Domain"];
                at: string;
                words?: components["schemas"]["Words"];
                saidBy?: string;
                how?: components["schemas"]["SaidHow"] | components["schemas"]["Seal"] | components["schemas"]["Closed"];
            }[];
            invitations: {
                id: string;
                at: string;
                ignoresNeeds?: boolean;
                delivered?: {
                    at: string;
                    how?: components["schemas"]["Delivery"] | components["schemas"]["Seal"] | components["schemas"]["Closed"];
                };
            }[];
            views: components["schemas"]["View"][];
            dueAt?: string;
            until?: {
                youth: string;
                wmo: string;
                participation: string;
            };
            waivedBecause?: components["schemas"]["Words"];
            waived?: {
                by: string;
                at: string;
                basedOn?: number;
                saidBy?: string;
                how?: components["schemas"]["SaidHow"] | components["schemas"]["Seal"] | components["schemas"]["Closed"];
            };
        };
        /** @enum {string} */
        OwnPlanState: "not-invited" | "invited" | "handed-in" | "waived";
        /** @enum {string} */
        PartInPlan: "coordinator" | "deputy" | "next-coordinator" | "team-lead" | "professional" | "member" | "representative" | "supporter" | "partner-organisation" | "safety-officer" | "consulted-colleague";
        Permission: {
            id: string;
            domain: components["schemas"]["Domain"];
            person: string;
            by: string;
            to: components["schemas"]["Recipient"];
            until: string;
            state: components["schemas"]["PermissionState"];
            recorded: components["schemas"]["Mark"];
            how?: components["schemas"]["Words"];
            items?: {
                kind: components["schemas"]["PermittedKind"];
                id: string;
            }[];
            withdrawn?: components["schemas"]["Mark"];
        };
        PermissionMadeAnswer: {
            planId: string;
            etag: string;
            id: string;
            permissions: string[];
            position?: string;
        };
        /** @enum {string} */
        PermissionState: "given" | "withdrawn";
        PermittedItemBody: {
            kind: components["schemas"]["PermittedKind"];
            id: string;
        };
        /** @enum {string} */
        PermittedKind: "goal" | "action" | "priority" | "deviation" | "view" | "referral" | "own-plan-part";
        Plan: {
            lifeAreas: components["schemas"]["LifeArea"][];
            closings: components["schemas"]["PlanClosing"][];
            endings: components["schemas"]["Ending"][];
            ownPlan: components["schemas"]["OwnPlan"];
            clientSupport: {
                at: string;
                accepted?: boolean | components["schemas"]["Seal"] | components["schemas"]["Closed"];
            }[];
            members: components["schemas"]["Member"][];
            expectedChildren: components["schemas"]["ExpectedChild"][];
            handovers: components["schemas"]["Handover"][];
            coordinatorRequests: (components["schemas"]["CoordinatorRequest"] | components["schemas"]["WithheldItem"])[];
            professionals: (components["schemas"]["Professional"] | components["schemas"]["WithheldItem"])[];
            representatives: (components["schemas"]["Representative"] | components["schemas"]["WithheldItem"])[];
            capacity: components["schemas"]["Capacity"][];
            supporters: (components["schemas"]["Supporter"] | components["schemas"]["WithheldItem"])[];
            referrals: (components["schemas"]["Referral"] | components["schemas"]["WithheldItem"])[];
            goals: (components["schemas"]["Goal"] | components["schemas"]["WithheldItem"])[];
            actions: (components["schemas"]["Action"] | components["schemas"]["WithheldItem"])[];
            priorities: (components["schemas"]["Priority"] | components["schemas"]["WithheldItem"])[];
            deviations: (components["schemas"]["Deviation"] | components["schemas"]["WithheldItem"])[];
            challenges: (components["schemas"]["Challenge"] | components["schemas"]["WithheldItem"])[];
            communicationNeeds: components["schemas"]["CommunicationNeeds"][];
            corrections: components["schemas"]["Correction"][];
            correctionRequests: (components["schemas"]["CorrectionRequest"] | components["schemas"]["WithheldItem"])[];
            permissions: (components["schemas"]["Permission"] | components["schemas"]["WithheldItem"])[];
            sharings: (components["schemas"]["Sharing"] | components["schemas"]["WithheldItem"])[];
            breakGlassUses: components["schemas"]["BreakGlassUse"][];
            withholdings: components["schemas"]["Withholding"][];
            withheldRequests: components["schemas"]["WithheldRequest"][];
            opened?: components["schemas"]["Mark"];
            reportedBy?: components["schemas"]["Reporter"] | components["schemas"]["Seal"] | components["schemas"]["Closed"];
            coordinator?: components["schemas"]["Coordinator"];
            withheld?: components["schemas"]["WithheldItem"][];
        };
        PlanActionBody: {
            goal: string;
            owner: string;
            words: string;
            doneByDate?: string;
            withhold?: components["schemas"]["WithholdBody"][];
        };
        PlanAnswer: {
            planId: string;
            revision: number;
            position: string;
            at: string;
            etag: string;
            plan: components["schemas"]["Plan"];
        };
        PlanClosing: {
            closed: components["schemas"]["Mark"];
            reopenUntil: string;
            ground?: components["schemas"]["ClosingGround"] | components["schemas"]["Seal"] | components["schemas"]["Closed"];
            reason?: components["schemas"]["Words"];
            familyView?: components["schemas"]["Words"];
            reopened?: components["schemas"]["Said"];
        };
        /** @enum {string} */
        PlanState: "open" | "closed";
        PlansPage: {
            items: {
                planId: string;
                state: components["schemas"]["PlanState"];
                openedAt: string;
                domains: components["schemas"]["Domain"][];
                lifeAreas: components["schemas"]["LifeArea"][];
            }[];
            incomplete?: boolean;
        };
        PreviewScopeBody: {
            goals: string[];
        };
        PreviewWithholdBody: {
            from: string;
            mode?: components["schemas"]["WithholdingMode"];
            consulted?: string;
        };
        Priority: {
            id: string;
            domain: components["schemas"]["Domain"];
            about: string[];
            views: components["schemas"]["View"][];
            concern: {
                domain: components["schemas"]["Domain"];
                lifeArea: components["schemas"]["LifeArea"];
            };
            over: components["schemas"]["LegalDomain"][];
            inForce: boolean;
            set: components["schemas"]["Mark"];
            reason?: components["schemas"]["Words"];
            lifted?: components["schemas"]["Mark"];
            liftedBecause?: components["schemas"]["Words"];
        };
        ProcessingActivities: {
            processingActivities: {
                id: string;
                law: string;
                task: {
                    nl: string;
                    en: string;
                };
                domains: components["schemas"]["Domain"][];
                roles: components["schemas"]["Role"][];
            }[];
        };
        Professional: {
            id: string;
            professional: string;
            organisation: string;
            domain: components["schemas"]["Domain"];
            activity: string;
            until: string;
            joined: components["schemas"]["Mark"];
            name?: components["schemas"]["Words"];
            scope?: components["schemas"]["WholeScope"] | {
                goals: string[];
            };
            corrected?: components["schemas"]["Mark"];
            narrowed?: components["schemas"]["Mark"];
            left?: components["schemas"]["Mark"];
            leftBecause?: components["schemas"]["Words"];
        };
        /** @enum {string} */
        ProofKind: "brp" | "court" | "mandate";
        ProposeGoalBody: {
            domain: components["schemas"]["LegalDomain"];
            about: string[];
            lifeArea: components["schemas"]["LifeArea"];
            words: string;
            danger?: string;
            withhold?: components["schemas"]["WithholdBody"][];
        };
        ProtocolAnswer: {
            protocol: string;
            title: string;
            owner: string;
            domain: components["schemas"]["LegalDomain"];
            versions: components["schemas"]["ProtocolVersion"][];
        };
        ProtocolVersion: {
            version: number;
            inForceFrom: string;
            steps: components["schemas"]["Step"][];
        };
        ProtocolsPage: {
            items: {
                protocol: string;
                title: string;
                owner: string;
                domain: components["schemas"]["LegalDomain"];
                versions: number;
                versionInForce?: number;
                inForceFrom?: string;
            }[];
            incomplete?: boolean;
        };
        RaiseChallengeBody: {
            on: components["schemas"]["ChallengedBody"];
            person?: string;
            words: string;
            wish: string;
            firstTo: components["schemas"]["FirstTo"];
            withhold?: components["schemas"]["WithholdBody"][];
        };
        /** @enum {string} */
        ReadBecause: "before-the-plan" | "before-their-part" | "long-ago" | "rule-of-now";
        Reader: {
            function: components["schemas"]["PartInPlan"];
            sees: components["schemas"]["SeenAs"];
            who?: string;
            name?: components["schemas"]["Words"];
            activity?: string;
            organisation?: string;
            represents?: string;
            kind?: components["schemas"]["RepresentationKind"];
        };
        ReaderPoolAnswer: {
            version: number;
            readers: {
                reader: string;
                domains: components["schemas"]["LegalDomain"][];
                organisation?: string;
                team?: string;
            }[];
        };
        ReadersPreviewAnswer: {
            planId: string;
            etag: string;
            readers: components["schemas"]["Reader"][];
        };
        ReadersPreviewBody: {
            domain: components["schemas"]["LegalDomain"];
            about: string[];
            scope?: components["schemas"]["PreviewScopeBody"];
            withhold?: components["schemas"]["PreviewWithholdBody"][];
        };
        Reading: {
            by: string;
            at: string;
            id: string;
            finding: components["schemas"]["Finding"];
            basedOn?: number;
            words?: components["schemas"]["Words"];
        };
        Recipient: {
            kind: components["schemas"]["RecipientKind"];
            id?: string;
        };
        RecipientBody: {
            kind: components["schemas"]["RecipientKind"];
            id?: string;
        };
        /** @enum {string} */
        RecipientKind: "coordination" | "professional" | "organisation";
        Referral: {
            id: string;
            domain: components["schemas"]["Domain"];
            about: string[];
            to: string;
            until: string;
            state: components["schemas"]["ReferralState"];
            made: components["schemas"]["Mark"];
            questions: {
                asked: components["schemas"]["Said"];
                answered?: components["schemas"]["Said"];
            }[];
            words?: components["schemas"]["Words"];
            opens?: {
                kind: components["schemas"]["OpenedKind"];
                id: string;
            }[];
            dueAt?: string;
            answer?: components["schemas"]["ReferralAnswered"];
            ended?: components["schemas"]["Said"];
        };
        ReferralAnswered: {
            by: string;
            at: string;
            answer: components["schemas"]["ReferralChoice"];
            basedOn?: number;
            words?: components["schemas"]["Words"];
        };
        /** @enum {string} */
        ReferralChoice: "accepted" | "declined";
        /** @enum {string} */
        ReferralState: "waiting" | "asked" | "accepted" | "declined" | "ended";
        RejectChallengeAnswerBody: {
            words?: string;
        };
        /** @enum {string} */
        Remedy: "ask-again" | "rectification" | "objection" | "complaint" | "authority" | "court";
        ReportDeviationBody: {
            domain: components["schemas"]["LegalDomain"];
            about: string[];
            protocol?: string;
            step?: string;
            priority?: string;
            insteadDone: string;
            situation: string;
            acute?: boolean;
            happenedAt?: string;
            account?: components["schemas"]["AccountBody"];
            basedOn?: string;
            withhold?: components["schemas"]["WithholdBody"][];
        };
        /** @enum {string} */
        Reporter: "family" | "professional" | "partner-organisation" | "neighbourhood" | "other";
        /** @enum {string} */
        RepresentationKind: "parental-authority" | "guardian" | "guardian-institution" | "curator" | "mentor" | "administrator-of-assets" | "guardian-ad-litem" | "mandated" | "informal";
        Representative: {
            id: string;
            representative: string;
            represents: string;
            kind: components["schemas"]["RepresentationKind"];
            from: string;
            name?: components["schemas"]["Words"];
            until?: string;
            isVerified?: boolean;
            proof?: {
                kind?: components["schemas"]["ProofKind"] | components["schemas"]["Seal"] | components["schemas"]["Closed"];
                date?: string | components["schemas"]["Seal"] | components["schemas"]["Closed"];
                number?: components["schemas"]["Words"];
                reference?: components["schemas"]["Words"];
            };
            conflictOfInterest?: components["schemas"]["Words"];
            corrected?: components["schemas"]["Mark"];
            ended?: components["schemas"]["Mark"];
        };
        /** @enum {string} */
        RequestChoice: "granted" | "refused";
        /** @enum {string} */
        Role: "coordinator" | "professional" | "second-reader" | "team-lead" | "family-member" | "representative" | "supporter" | "auditor" | "safety-officer" | "privacy-officer" | "escalation-officer" | "protocol-steward" | "administrator" | "partner";
        Said: {
            by: string;
            at: string;
            basedOn?: number;
            words?: components["schemas"]["Words"];
        };
        /** @enum {string} */
        SaidHow: "in-person" | "by-phone" | "in-writing" | "digital";
        /** @enum {string} */
        Scope: "mine" | "team";
        Seal: {
            sealed: string;
            sha256: string;
        };
        SecondReadingBody: {
            finding: components["schemas"]["Finding"];
            words: string;
            conditions?: components["schemas"]["ConditionBody"][];
            basedOn: string;
        };
        /** @enum {string} */
        SeenAs: "whole" | "closed" | "told-withheld";
        /** @enum {string} */
        Settlement: "may-stand" | "must-change";
        Sharing: {
            id: string;
            domain: components["schemas"]["Domain"];
            about: string[];
            to: components["schemas"]["Recipient"];
            items: {
                kind: components["schemas"]["OpenedKind"];
                id: string;
            }[];
            until: string;
            state: components["schemas"]["SharingState"];
            asked: components["schemas"]["Mark"];
            ground?: components["schemas"]["SharingGround"];
            necessity?: components["schemas"]["Words"];
            article?: components["schemas"]["Words"];
            missing?: components["schemas"]["MissingToShare"][];
            ended?: components["schemas"]["Said"];
            acute?: boolean;
            dueAt?: string;
            reader?: components["schemas"]["DrawnReader"];
            recused?: {
                by: string;
                at: string;
                reader: string;
                basedOn?: number;
                words?: components["schemas"]["Words"];
            }[];
            reading?: {
                by: string;
                at: string;
                finding: components["schemas"]["SharingFinding"];
                basedOn?: number;
                words?: components["schemas"]["Words"];
            };
            withdrawn?: components["schemas"]["Mark"];
        };
        /** @enum {string} */
        SharingFinding: "supports" | "objects";
        /** @enum {string} */
        SharingGround: "same-help" | "permission" | "legal-right" | "conflict-of-duties";
        /** @enum {string} */
        SharingState: "asked" | "granted" | "refused" | "withdrawn" | "ended";
        /** @enum {string} */
        Stance: "agrees" | "disagrees" | "has-doubts" | "no-opinion";
        /** @enum {string} */
        StatedAgeBand: "adult";
        Step: {
            step: string;
            title: string;
            rule: components["schemas"]["StepRule"];
        };
        /** @enum {string} */
        StepRule: "deviation-free" | "with-second-reader" | "not-allowed";
        /** @enum {string} */
        StepUp: "coordinator" | "team-lead" | "escalation-officer";
        /** @enum {string} */
        StepUpBecause: "unanswered" | "not-accepted";
        Supporter: {
            id: string;
            supporter: string;
            person: string;
            askedBy: string;
            domain: components["schemas"]["Domain"];
            kind: components["schemas"]["SupporterKind"];
            mandated: boolean;
            until: string;
            asked: components["schemas"]["Mark"];
            name?: components["schemas"]["Words"];
            accepted?: components["schemas"]["Mark"];
            ended?: components["schemas"]["Mark"];
        };
        /** @enum {string} */
        SupporterKind: "client-supporter" | "confidential-counsellor";
        /** @enum {string} */
        TermSource: "law" | "house";
        /** @enum {string} */
        TermUnit: "days" | "working-days" | "hours" | "months";
        TermsAnswer: {
            version: number;
            ownPlanDays: number;
            viewDays: number;
            accountWorkingDays: number;
            readingWorkingDays: number;
            acuteReadingHours: number;
            reviewWithinDays: number;
            referralWorkingDays: number;
            withholdingReviewWithinDays: number;
            withholdingCompletionWorkingDays: number;
            withholdingConfirmationWorkingDays: number;
            withholdingLapseWorkingDays: number;
            withholdingRequestDays: number;
            correctionAnswerDays: number;
            ageWorkingDays: number;
            proofWorkingDays: number;
            contestWithinDays: number;
            contestDecisionWorkingDays: number;
            endingAnswerWorkingDays: number;
            ownPlanYouthDays: number;
            noReaderWorkingDays: number;
            readerQuestionWorkingDays: number;
            evaluationWorkingDays: number;
            familyInvitationWorkingDays: number;
            challengeWorkingDays: number;
            otherCoordinatorWorkingDays: number;
            actionWorkingDays: number;
            stepWorkingDays: number;
            capacityDays: number;
            birthdayTwelveDays: number;
            birthdaySixteenDays: number;
            comingOfAgeMonths: number;
            leadingPlanWorkingDays: number;
            reopeningDays: number;
            table: {
                term: string;
                unit: components["schemas"]["TermUnit"];
                source: components["schemas"]["TermSource"];
                confirmed: boolean;
                article?: string;
            }[];
            confirmed?: string[];
        };
        /** @enum {string} */
        UseFinding: "justified" | "not-justified";
        View: {
            view: string;
            person: string;
            voice: components["schemas"]["Voice"];
            stance: components["schemas"]["Stance"];
            at: string;
            words?: components["schemas"]["Words"];
            confirmedAt?: string;
            unverified?: boolean;
            afterLeaving?: boolean;
        };
        /** @enum {string} */
        Voice: "own" | "own-confirmed" | "representative" | "supporter-present" | "reported-by-professional";
        WeighingBody: {
            legitimacy?: string;
            involvement?: string;
            return?: string;
            interestOfTheChild?: string;
        };
        /** @enum {string} */
        WholeScope: "domain";
        WithdrawChallengeBody: {
            reason?: string;
        };
        WithheldAnswer: {
            planId: string;
            etag: string;
            id: string;
            openedBefore: {
                kind: string;
                id: string;
                at: string;
            }[];
            position?: string;
        };
        WithheldEntry: {
            revision: number;
            type: components["schemas"]["WithheldEntryType"];
            recordedAt: string;
            kind: components["schemas"]["ItemKind"];
            withheld: components["schemas"]["WithholdingGround"];
            words: components["schemas"]["InWords"];
        };
        /** @enum {string} */
        WithheldEntryType: "ItemWithheld";
        WithheldItem: {
            withheld: components["schemas"]["WithholdingGround"];
        };
        WithheldRequest: {
            id: string;
            person: string;
            asked: components["schemas"]["Mark"];
            dueAt: string;
            answered?: components["schemas"]["Mark"];
        };
        WithheldRequestWithAnswer: {
            id: string;
            person: string;
            asked: components["schemas"]["Mark"];
            dueAt: string;
            answered?: components["schemas"]["Mark"];
            answer?: {
                words: components["schemas"]["InWords"];
                remedies: {
                    remedy: components["schemas"]["Remedy"];
                    law: string;
                    words: components["schemas"]["InWords"];
                    at?: string;
                }[];
                told?: {
                    kind: components["schemas"]["ItemKind"];
                    withheld: components["schemas"]["WithholdingGround"];
                }[];
            };
        };
        WithholdBody: {
            from: string;
            ground: components["schemas"]["WithholdingGround"];
            reason?: string;
            consulted?: string;
            reviewDate?: string;
            mode?: components["schemas"]["WithholdingMode"];
        };
        WithholdItemsBody: {
            items: components["schemas"]["ItemBody"][];
            reason?: string;
            consulted?: string;
            reviewDate?: string;
            mode?: components["schemas"]["WithholdingMode"];
            from: string;
            ground: components["schemas"]["WithholdingGround"];
        };
        Withholding: {
            id: string;
            domain: components["schemas"]["Domain"];
            about: string[];
            from: string;
            state: components["schemas"]["WithholdingState"];
            items: {
                kind: components["schemas"]["ItemKind"];
                id: string;
            }[];
            ground: components["schemas"]["WithholdingGround"];
            mode: components["schemas"]["WithholdingMode"];
            made: components["schemas"]["Mark"];
            limits?: {
                person: string;
                domain?: components["schemas"]["Domain"];
            };
            reason?: components["schemas"]["Words"];
            consulted?: string;
            reviewDate?: string;
            dueAt?: string;
            confirmed?: components["schemas"]["Mark"];
            denied?: components["schemas"]["Said"];
            reviewed?: components["schemas"]["Said"];
            ended?: components["schemas"]["Said"];
        };
        /** @enum {string} */
        WithholdingGround: "safety" | "child-asked" | "good-care" | "others-privacy";
        /** @enum {string} */
        WithholdingMode: "told" | "silent";
        WithholdingRequestsAnswer: {
            planId: string;
            etag: string;
            withheldRequests: components["schemas"]["WithheldRequestWithAnswer"][];
        };
        /** @enum {string} */
        WithholdingState: "asked" | "made" | "confirmed" | "denied" | "ended";
        Words: string | components["schemas"]["Seal"] | components["schemas"]["Closed"];
        WriteAnswer: {
            planId: string;
            etag: string;
            position?: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listPlans: {
        parameters: {
            query?: {
                domain?: components["schemas"]["LegalDomain"];
                state?: components["schemas"]["PlanState"];
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlansPage"];
                };
            };
        };
    };
    readPlan: {
        parameters: {
            query?: {
                revision?: number;
                at?: string;
            };
            header?: never;
            path: {
                planId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanAnswer"];
                };
            };
        };
    };
    readHistory: {
        parameters: {
            query?: {
                type?: string;
                domain?: components["schemas"]["Domain"];
                about?: string;
                recordedFrom?: string;
                recordedUntil?: string;
                from?: number;
                limit?: number;
            };
            header?: never;
            path: {
                planId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryPage"];
                };
            };
        };
    };
    readChanges: {
        parameters: {
            query: {
                from: number;
                to: number;
            };
            header?: never;
            path: {
                planId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangesAnswer"];
                };
            };
        };
    };
    readDossier: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                planId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DossierAnswer"];
                };
            };
        };
    };
    previewReaders: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                planId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadersPreviewBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadersPreviewAnswer"];
                };
            };
        };
    };
    listAccessRecords: {
        parameters: {
            query?: {
                from?: string;
                until?: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                planId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessRecordsPage"];
                };
            };
        };
    };
    proposeGoal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                planId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProposeGoalBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeAnswer"];
                };
            };
        };
    };
    giveViewOnGoal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                planId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiveViewBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeAnswer"];
                };
            };
        };
    };
    evaluateGoal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                planId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EvaluateGoalBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswer"];
                };
            };
        };
    };
    evaluateGoalAsFamily: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                planId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EvaluateGoalAsFamilyBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeAnswer"];
                };
            };
        };
    };
    planAction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                planId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanActionBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeAnswer"];
                };
            };
        };
    };
    acceptAction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                planId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswer"];
                };
            };
        };
    };
    finishAction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                planId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["FinishActionBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswer"];
                };
            };
        };
    };
    reportActionStalled: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                planId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActionReasonBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswer"];
                };
            };
        };
    };
    raiseChallenge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                planId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RaiseChallengeBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeAnswer"];
                };
            };
        };
    };
    readChallenge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                planId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChallengeAnswer"];
                };
            };
        };
    };
    answerChallenge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                planId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerChallengeBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswer"];
                };
            };
        };
    };
    openChallenge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                planId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswer"];
                };
            };
        };
    };
    acceptChallengeAnswer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                planId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswer"];
                };
            };
        };
    };
    rejectChallengeAnswer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                planId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RejectChallengeAnswerBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswer"];
                };
            };
        };
    };
    withdrawChallenge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                planId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["WithdrawChallengeBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswer"];
                };
            };
        };
    };
    previewChallenge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                planId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChallengePreviewBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChallengePreviewAnswer"];
                };
            };
        };
    };
    reportDeviation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                planId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportDeviationBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeAnswer"];
                };
            };
        };
    };
    readDeviation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                planId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviationAnswer"];
                };
            };
        };
    };
    accountForDeviation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                planId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountForDeviationBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswer"];
                };
            };
        };
    };
    giveSecondReading: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                planId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecondReadingBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeAnswer"];
                };
            };
        };
    };
    evaluateDeviation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                planId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EvaluateDeviationBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswer"];
                };
            };
        };
    };
    evaluateDeviationAsFamily: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                planId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EvaluateDeviationAsFamilyBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeAnswer"];
                };
            };
        };
    };
    giveViewOnDeviation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                planId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiveViewBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeAnswer"];
                };
            };
        };
    };
    givePermission: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                planId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GivePermissionBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermissionMadeAnswer"];
                };
            };
        };
    };
    withdrawPermission: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                planId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswer"];
                };
            };
        };
    };
    withhold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                planId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithholdItemsBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WithheldAnswer"];
                };
            };
        };
    };
    completeWithholding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                planId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CompleteWithholdingBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteAnswer"];
                };
            };
        };
    };
    listWithholdingRequests: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                planId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WithholdingRequestsAnswer"];
                };
            };
        };
    };
    askWhatIsWithheld: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                planId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["AskWhatIsWithheldBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeAnswer"];
                };
            };
        };
    };
    listProtocols: {
        parameters: {
            query?: {
                domain?: components["schemas"]["LegalDomain"];
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProtocolsPage"];
                };
            };
        };
    };
    readProtocol: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                protocolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProtocolAnswer"];
                };
            };
        };
    };
    readReaderPool: {
        parameters: {
            query?: {
                version?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReaderPoolAnswer"];
                };
            };
        };
    };
    readTerms: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TermsAnswer"];
                };
            };
        };
    };
    listCaseload: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseloadPage"];
                };
            };
        };
    };
    listDue: {
        parameters: {
            query?: {
                scope?: components["schemas"]["Scope"];
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DuePage"];
                };
            };
        };
    };
    listProcessingActivities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProcessingActivities"];
                };
            };
        };
    };
}
