import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import type { Server as GrpcServer } from 'nice-grpc'

import { startGrpc } from '#tests/support/weaviate/weaviate_grpc'
import {
  type CollectionSchema,
  Refusal,
  WeaviateStore,
} from '#tests/support/weaviate/weaviate_store'

/**
 * A server that speaks as much of Weaviate's REST and gRPC as Loft uses, with the client's own protocol definitions: real BM25 and
 * cosine scores, tenants that have to be there, and refusals in Weaviate's words.
 */
export class WeaviateDouble {
  readonly store = new WeaviateStore()
  #http!: Server
  #grpc!: GrpcServer
  #grpcPort = 0

  private constructor(private readonly apiKey: string | undefined) {}

  static async start({ apiKey }: { apiKey?: string } = {}): Promise<WeaviateDouble> {
    const double = new WeaviateDouble(apiKey)
    const { server, port } = await startGrpc(double.store, apiKey)
    double.#grpc = server
    double.#grpcPort = port
    double.#http = createServer((request, response) => {
      double.#handle(request, response).catch(() => response.destroy())
    })
    await new Promise<void>((resolve) => double.#http.listen(0, '127.0.0.1', resolve))
    return double
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`
  }

  get grpcUrl(): string {
    return `http://127.0.0.1:${this.#grpcPort}`
  }

  async close(): Promise<void> {
    this.#http.closeAllConnections()
    await new Promise((resolve) => this.#http.close(resolve))
    this.#grpc.forceShutdown()
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = request.method === 'GET' ? undefined : await json(request).catch(() => undefined)
    if (this.apiKey !== undefined && request.headers.authorization !== `Bearer ${this.apiKey}`) {
      return send(response, 401, { code: 401, message: 'anonymous access not enabled' })
    }
    const path = new URL(request.url ?? '/', 'http://weaviate').pathname
    try {
      this.#route(`${request.method} ${path}`, body, response)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      send(response, 422, { error: [{ message: error.message }] })
    }
  }

  #route(route: string, body: unknown, response: ServerResponse): void {
    const { collections } = this.store
    if (route === 'GET /v1/meta') return send(response, 200, { version: '1.36.2', modules: {} })
    if (route === 'GET /v1/.well-known/ready') return send(response, 200)
    if (route === 'GET /v1/schema') {
      const classes = [...collections.values()].map(({ schema }) => withDefaults(schema))
      return send(response, 200, { classes })
    }
    if (route === 'POST /v1/schema') {
      const schema = body as CollectionSchema
      this.store.create(schema)
      return send(response, 200, withDefaults(schema))
    }
    const [, name = ''] = /^DELETE \/v1\/schema\/(\w+)\/tenants$/.exec(route) ?? []
    if (!name) return send(response, 404, { error: [{ message: `no route ${route}` }] })
    const { tenants } = this.store.collection(name)
    // Tenants that are not there are nothing to do.
    for (const tenant of body as string[]) tenants.delete(tenant)
    send(response, 200)
  }
}

/** What the server fills in; the client refuses a schema without it. */
function withDefaults(schema: CollectionSchema) {
  const { bm25, ...inverted } = schema.invertedIndexConfig ?? {}
  return {
    vectorIndexType: 'hnsw',
    ...schema,
    invertedIndexConfig: {
      ...{ cleanupIntervalSeconds: 60, stopwords: { preset: 'en', additions: [], removals: [] } },
      ...inverted,
      bm25: { b: 0.75, k1: 1.2, ...bm25 },
    },
    multiTenancyConfig: { enabled: false, autoTenantActivation: false, autoTenantCreation: false, ...schema.multiTenancyConfig }, // prettier-ignore
    replicationConfig: {
      factor: 1,
      asyncEnabled: false,
      deletionStrategy: 'NoAutomatedResolution',
    },
    shardingConfig: { virtualPerPhysical: 0, desiredCount: 0, actualCount: 0, desiredVirtualCount: 0, actualVirtualCount: 0, key: '', strategy: '', function: '' }, // prettier-ignore
    vectorIndexConfig: { ...HNSW, ...schema.vectorIndexConfig },
  }
}

const HNSW = {
  ...{ skip: false, cleanupIntervalSeconds: 300, maxConnections: 32, efConstruction: 128, ef: -1 },
  ...{ dynamicEfMin: 100, dynamicEfMax: 500, dynamicEfFactor: 8, vectorCacheMaxObjects: 1e12 },
  ...{ flatSearchCutoff: 40_000, distance: 'cosine', filterStrategy: 'sweeping' },
}

function send(response: ServerResponse, status: number, body?: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(body === undefined ? '' : JSON.stringify(body))
}
