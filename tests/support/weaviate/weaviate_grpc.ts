import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createServer, type Server, ServerError, Status } from 'nice-grpc'

import {
  distanceOf,
  type Filter,
  matches,
  scoreByWords,
} from '#tests/support/weaviate/weaviate_matching'
import {
  Refusal,
  type StoredObject,
  type WeaviateStore,
} from '#tests/support/weaviate/weaviate_store'

interface SearchRequest {
  collection: string
  tenant: string
  limit: number
  filters?: Filter
  properties?: { nonRefProperties: string[]; returnAllNonrefProperties: boolean }
  metadata?: { uuid: boolean; distance: boolean; score: boolean }
  sortBy: { ascending: boolean; path: string[] }[]
  bm25Search?: { query: string; properties: string[] }
  nearVector?: { vectorBytes: Uint8Array; vectors: { vectorBytes: Uint8Array }[] }
}

interface BatchObject {
  uuid: string
  collection: string
  tenant: string
  properties?: { nonRefProperties?: Record<string, string | number> }
  vectorBytes: Uint8Array
  vectors: { vectorBytes: Uint8Array }[]
}

interface Found {
  object: StoredObject
  score?: number
  distance?: number
}

/** The client's own protocol definitions, which it does not export. */
async function definitions() {
  const folder = dirname(fileURLToPath(import.meta.resolve('weaviate-client')))
  const load = (path: string) => import(pathToFileURL(join(folder, 'proto', path)).href)
  const [{ WeaviateDefinition }, { HealthDefinition }] = await Promise.all([
    load('v1/weaviate.js'),
    load('google/health/v1/health.js'),
  ])
  return { WeaviateDefinition, HealthDefinition }
}

/** The half of the double that speaks gRPC. */
export async function startGrpc(
  store: WeaviateStore,
  apiKey: string | undefined
): Promise<{ server: Server; port: number }> {
  const { WeaviateDefinition, HealthDefinition } = await definitions()
  const server = createServer()
  const guarded =
    <Request, Reply>(work: (request: Request) => Reply) =>
    async (
      request: Request,
      { metadata }: { metadata: { get(name: string): string | undefined } }
    ) => {
      if (apiKey !== undefined && metadata.get('authorization') !== `Bearer ${apiKey}`) {
        throw new ServerError(Status.UNAUTHENTICATED, 'unauthorized: invalid api key')
      }
      try {
        return work(request)
      } catch (error) {
        if (error instanceof Refusal) throw new ServerError(Status.UNKNOWN, error.message)
        throw error
      }
    }
  server.add(HealthDefinition, serviceOf(HealthDefinition, { check: async () => ({ status: 1 }) }))
  server.add(
    WeaviateDefinition,
    serviceOf(WeaviateDefinition, {
      search: guarded((request: SearchRequest) => search(store, request)),
      batchObjects: guarded(({ objects }: { objects: BatchObject[] }) => insert(store, objects)),
      batchDelete: guarded((request: Parameters<typeof remove>[1]) => remove(store, request)),
    })
  )
  const port = await server.listen('127.0.0.1:0')
  return { server, port }
}

/** What this double does not know it refuses; the definitions are loaded by path, so they carry no types. */
function serviceOf(definition: { methods: object }, known: Record<string, unknown>) {
  const refuse = async () => {
    throw new ServerError(Status.UNIMPLEMENTED, 'not in this double')
  }
  const methods = Object.keys(definition.methods).map((name) => [name, known[name] ?? refuse])
  return Object.fromEntries(methods) as never
}

/** Over a copy: the bytes of a message lie anywhere in its buffer, and `slice` of a Buffer copies nothing. */
const floatsOf = (bytes: Uint8Array) => new Float32Array(Uint8Array.from(bytes).buffer)

function insert(store: WeaviateStore, objects: readonly BatchObject[]) {
  const errors: { index: number; error: string }[] = []
  for (const [index, { uuid, collection, tenant, properties, ...rest }] of objects.entries()) {
    const bytes = rest.vectors[0]?.vectorBytes ?? rest.vectorBytes
    const vector = bytes.length > 0 ? floatsOf(bytes) : null
    try {
      const values = properties?.nonRefProperties ?? {}
      store.insert(collection, tenant, { uuid, properties: values, vector })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      errors.push({ index, error: error.message })
    }
  }
  return { took: 0.001, errors }
}

function remove(
  store: WeaviateStore,
  { collection, tenant, filters }: { collection: string; tenant?: string; filters?: Filter }
) {
  const shard = store.shard(collection, tenant ?? '')
  const { schema } = store.collection(collection)
  const gone = [...shard.values()].filter((object) => matches(store, schema, filters, object))
  for (const { uuid } of gone) shard.delete(uuid)
  return { took: 0.001, failed: 0, matches: gone.length, successful: gone.length, objects: [] }
}

function search(store: WeaviateStore, request: SearchRequest) {
  const { schema } = store.collection(request.collection)
  const shard = [...store.shard(request.collection, request.tenant).values()]
  const isIn = (object: StoredObject) => matches(store, schema, request.filters, object)
  const found = find(store, request, shard).filter(({ object }) => isIn(object))
  // Without a limit Weaviate gives its default of a hundred.
  const results = found.slice(0, request.limit || 100).map((one) => resultOf(store, request, one))
  return { took: 0.001, results, groupByResults: [] }
}

function find(store: WeaviateStore, request: SearchRequest, shard: StoredObject[]): Found[] {
  const { schema } = store.collection(request.collection)
  const { bm25Search, nearVector, sortBy } = request
  if (bm25Search) {
    const { query, properties } = bm25Search
    const scores = scoreByWords(store, schema, shard, query, properties)
    const scored = [...scores].map(([object, score]) => ({ object, score }))
    return scored.toSorted((one, other) => other.score - one.score)
  }
  if (nearVector) {
    const vector = floatsOf(nearVector.vectors[0]?.vectorBytes ?? nearVector.vectorBytes)
    return shard
      .filter((object) => object.vector !== null)
      .map((object) => ({ object, distance: distanceOf(object.vector!, vector) }))
      .toSorted((one, other) => one.distance - other.distance)
  }
  const [sort] = sortBy
  if (!sort) return shard.map((object) => ({ object }))
  const valueOf = ({ properties }: StoredObject) => Number(properties[sort.path[0]!])
  const sign = sort.ascending ? 1 : -1
  return shard
    .toSorted((one, other) => sign * (valueOf(one) - valueOf(other)))
    .map((object) => ({ object }))
}

/** Properties by the types of the schema; score and distance only when somebody asks for them. */
function resultOf(
  store: WeaviateStore,
  { collection, properties, metadata }: SearchRequest,
  { object, score, distance }: Found
) {
  const { schema } = store.collection(collection)
  const names = properties?.returnAllNonrefProperties !== false
    ? Object.keys(object.properties)
    : properties.nonRefProperties // prettier-ignore
  const fields = names.map((name) => {
    const [type] = store.property(schema, name).dataType
    const value = object.properties[name]
    return [name, type === 'int' ? { intValue: Number(value) } : { textValue: String(value) }]
  })
  return {
    properties: {
      ...{ refProps: [], targetCollection: collection, refPropsRequested: false },
      nonRefProps: { fields: Object.fromEntries(fields) },
    },
    metadata: {
      id: object.uuid,
      ...(metadata?.score && score !== undefined ? { score, scorePresent: true } : {}),
      ...(metadata?.distance && distance !== undefined ? { distance, distancePresent: true } : {}),
    },
  }
}
