/** A municipality made in a data directory that nothing else has open: a server beside it would settle memberships today that the story settles years ago. */
import { NestApplicationContextOptions } from '@nestjs/common/interfaces/nest-application-context-options.interface.js'
import { NestFactory } from '@nestjs/core'
import { v5 as uuidFrom } from 'uuid'
import { AppModule } from '../api/app.module.ts'
import { openSystem, type System } from '../../libs/installation/system.ts'
import { holdsPlans } from './held-plans.ts'
import { Populating, type Population, type PopulationAsked } from './populate.ts'
import type { Configuration } from '../../libs/installation/settings.ts'

/** The directory holds plans already. */
export class NotEmpty extends Error {
  readonly dataDir: string

  constructor(dataDir: string) {
    super(`${dataDir} holds plans already`)
    this.dataDir = dataDir
  }
}

export interface InDirectory extends PopulationAsked {
  /** Whether it may hold plans. */
  readonly mayAdd?: boolean
  /** The present, UTC with milliseconds. */
  readonly now: string
}

/** A system in which the same story has the same people. */
export const sameEachTime = (system: System): System => ({
  ...system,
  newPersonId: (commandId) => uuidFrom('person', commandId),
})

/** @throws NotEmpty; ToldBefore */
export async function populateIn(
  configuration: Configuration,
  { mayAdd, now, ...asked }: InDirectory,
): Promise<Population> {
  const populating = new Populating()
  const system = sameEachTime(
    await openSystem(
      configuration,
      populating.clock(() => now),
    ),
  )
  try {
    if (mayAdd !== true && (await holdsPlans(system.store))) throw new NotEmpty(configuration.dataDir)
    const options = Object.assign(new NestApplicationContextOptions(), {
      logger: ['error', 'warn'],
      abortOnError: false,
    })
    const app = await NestFactory.createApplicationContext(await AppModule.for(configuration, system), options)
    try {
      return await populating.populate(app, now, asked)
    } finally {
      await app.close()
    }
  } finally {
    await system.close()
  }
}
