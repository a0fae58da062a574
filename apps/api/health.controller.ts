/** Whether the process lives, and whether it can serve, with what is not ready. For those who run it; it tells nothing of anyone. */
import { Controller, Get, HttpCode, Inject, Res } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { Public } from './sign-in/sign-in.guard.ts'
import { SYSTEM, type System } from './system.ts'

@Public()
@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  @Get('live')
  @HttpCode(200)
  live() {
    return { live: true }
  }

  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const notReady = await this.notReady()
    void reply.status(notReady.length === 0 ? 200 : 503)
    return { ready: notReady.length === 0, notReady }
  }

  private async notReady(): Promise<readonly string[]> {
    const { store, vault } = this.system
    const asked = [
      { part: 'event store', works: store.head() },
      { part: 'key vault', works: vault.keysById([]) },
    ]
    const answers = await Promise.allSettled(asked.map(({ works }) => works))
    return asked.filter((_, place) => answers[place]?.status === 'rejected').map(({ part }) => part)
  }
}
