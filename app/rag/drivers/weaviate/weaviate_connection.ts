import type { Secret } from '@adonisjs/core/helpers'
import weaviate, { ApiKey, type Collection, type WeaviateClient } from 'weaviate-client'

import { isOurs, schemaOf } from '#rag/drivers/weaviate/weaviate_schema'
import { PassageIndexUnavailableError } from '#rag/passage_index'

export interface WeaviateSettings {
  /** Where its REST interface is. */
  url: string
  /** Where its gRPC interface is. */
  grpcUrl: string
  apiKey: Secret<string> | null
  /** In milliseconds. */
  timeouts: { connect: number; read: number; write: number }
}

/** Properties of whatever object. */
export type StoredValues = Record<string, string | number>

/** A client that connects at the first use, and again after it failed to; collections are made when they are first written. */
export class WeaviateConnection {
  #client: Promise<WeaviateClient> | null = null
  readonly #known = new Map<string, Promise<void>>()

  constructor(private readonly settings: WeaviateSettings) {}

  /** A user's part of a collection; whether it is there, nobody has asked. */
  async collection(name: string, tenant: string): Promise<Collection<StoredValues, string>> {
    const client = await this.client()
    return client.collections.use<string, StoredValues>(name).withTenant(tenant)
  }

  async ensure(name: string): Promise<void> {
    const client = await this.client()
    let known = this.#known.get(name)
    if (!known) {
      known = this.#create(client, name)
      this.#known.set(name, known)
      known.catch(() => this.#known.delete(name))
    }
    await known
  }

  /** Names of the collections of passages that are there. */
  async ours(): Promise<string[]> {
    const client = await this.client()
    const all = await client.collections.listAll()
    return all.map(({ name }) => name).filter(isOurs)
  }

  client(): Promise<WeaviateClient> {
    this.#client ??= this.#connect().catch((error: unknown) => {
      this.#client = null
      throw new PassageIndexUnavailableError('Weaviate cannot be reached', error)
    })
    return this.#client
  }

  async close(): Promise<void> {
    const client = await this.#client?.catch(() => null)
    this.#client = null
    this.#known.clear()
    await client?.close()
  }

  #connect(): Promise<WeaviateClient> {
    const { url, grpcUrl, apiKey, timeouts } = this.settings
    const [http, grpc] = [new URL(url), new URL(grpcUrl)]
    const portOf = ({ port, protocol }: URL) => Number(port) || (protocol === 'https:' ? 443 : 80)
    return weaviate.connectToCustom({
      ...{
        httpHost: http.hostname,
        httpPort: portOf(http),
        httpSecure: http.protocol === 'https:',
      },
      ...{
        grpcHost: grpc.hostname,
        grpcPort: portOf(grpc),
        grpcSecure: grpc.protocol === 'https:',
      },
      ...(apiKey && { authCredentials: new ApiKey(apiKey.release()) }),
      timeout: {
        init: timeouts.connect / 1_000,
        query: timeouts.read / 1_000,
        insert: timeouts.write / 1_000,
      },
    })
  }

  async #create(client: WeaviateClient, name: string): Promise<void> {
    if (await client.collections.exists(name)) return
    try {
      await client.collections.createFromJson({ ...schemaOf(name) })
    } catch (error) {
      // Another server was faster.
      if (!(await client.collections.exists(name))) throw error
    }
  }
}
