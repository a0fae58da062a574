/** The handlers of a Nest application, each with its controller and the classes that its body, query and path are judged by: read from the metadata Nest itself routes by. */
import { PARAMTYPES_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js'
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js'
import { MetadataScanner, ModulesContainer } from '@nestjs/core'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { rulesOf, type BodyClass } from './class-metadata.ts'

export type Handler = (...args: never[]) => unknown

export interface Handled {
  /** `Controller.method`, one of its kind. */
  readonly key: string
  readonly controller: abstract new (...args: never[]) => unknown
  readonly handler: Handler
  readonly body?: BodyClass
  readonly query?: BodyClass
  readonly path?: BodyClass
}

/** @throws Error when two controllers have one name, because they would be taken for each other */
export function handlersOf(app: NestFastifyApplication): readonly Handled[] {
  const scanner = new MetadataScanner()
  const found = new Map<string, Handled>()
  for (const module of app.get(ModulesContainer).values()) {
    for (const { metatype } of module.controllers.values()) {
      if (typeof metatype !== 'function') continue
      const controller = metatype as Handled['controller']
      const prototype = controller.prototype as Readonly<Record<string, Handler>>
      for (const method of scanner.getAllMethodNames(prototype)) {
        const handler = prototype[method]
        if (handler === undefined || !Reflect.hasMetadata(PATH_METADATA, handler)) continue
        const key = `${controller.name}.${method}`
        if (found.get(key)?.handler !== undefined && found.get(key)?.handler !== handler) {
          throw new Error(`Two controllers are called ${controller.name}`)
        }
        found.set(key, { key, controller, handler, ...inputsOf(controller, method) })
      }
    }
  }
  return [...found.values()]
}

const PARTS: ReadonlyMap<number, 'body' | 'query' | 'path'> = new Map([
  [RouteParamtypes.BODY, 'body'],
  [RouteParamtypes.QUERY, 'query'],
  [RouteParamtypes.PARAM, 'path'],
])

interface Argument {
  readonly index: number
  readonly data?: unknown
  readonly factory?: unknown
}

function inputsOf(controller: Handled['controller'], method: string): Pick<Handled, 'body' | 'query' | 'path'> {
  const types = Reflect.getMetadata(PARAMTYPES_METADATA, controller.prototype as object, method) as unknown
  const args = Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, method) as unknown
  const inputs: Record<string, BodyClass> = {}
  for (const [key, arg] of Object.entries((args ?? {}) as Record<string, Argument>)) {
    // The key of a decorator of the app's own begins with anything, a number too.
    const part = arg.factory === undefined ? PARTS.get(Number.parseInt(key, 10)) : undefined
    const type = Array.isArray(types) ? (types[arg.index] as unknown) : undefined
    if (part !== undefined && arg.data === undefined && isValidated(type)) inputs[part] = type
  }
  return inputs
}

function isValidated(type: unknown): type is BodyClass {
  return typeof type === 'function' && Object.keys(rulesOf(type as BodyClass)).length > 0
}
