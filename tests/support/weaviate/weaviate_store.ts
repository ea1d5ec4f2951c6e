/** What the double refuses, in Weaviate's words. */
export class Refusal extends Error {}

export interface StoredObject {
  uuid: string
  properties: Record<string, string | number>
  vector: Float32Array | null
}

interface SchemaProperty {
  name: string
  dataType: string[]
  tokenization?: string
  indexFilterable?: boolean
  indexSearchable?: boolean
}

export interface CollectionSchema {
  class: string
  vectorizer?: string
  properties: SchemaProperty[]
  multiTenancyConfig?: { enabled?: boolean; autoTenantCreation?: boolean }
  invertedIndexConfig?: { bm25?: { b?: number; k1?: number } }
  vectorIndexConfig?: { distance?: string }
}

export interface StoredCollection {
  schema: CollectionSchema
  tenants: Map<string, Map<string, StoredObject>>
}

const NAME = /^[A-Z][_0-9A-Za-z]*$/
const TENANT = /^[A-Za-z0-9\-_]{1,64}$/

/** Collections with their tenants, and the rules by which Weaviate lets anybody at them. */
export class WeaviateStore {
  readonly collections = new Map<string, StoredCollection>()

  create(schema: CollectionSchema): void {
    if (!NAME.test(schema.class)) {
      throw new Refusal(`'${schema.class}' is not a valid class name`)
    }
    if (this.collections.has(schema.class)) {
      throw new Refusal(`class name ${schema.class} already exists`)
    }
    this.collections.set(schema.class, { schema, tenants: new Map() })
  }

  collection(name: string): StoredCollection {
    const known = this.collections.get(name)
    if (!known) throw new Refusal(`could not find class ${name} in schema`)
    return known
  }

  /** Objects of one tenant. */
  shard(name: string, tenant: string, isInsert = false): Map<string, StoredObject> {
    const { schema, tenants } = this.collection(name)
    const { enabled = false, autoTenantCreation = false } = schema.multiTenancyConfig ?? {}
    if (enabled !== (tenant !== '')) {
      throw new Refusal(
        enabled
          ? `class ${name} has multi-tenancy enabled, but request was without tenant`
          : `class ${name} has multi-tenancy disabled, but request was with tenant`
      )
    }
    let shard = tenants.get(tenant)
    if (shard) return shard
    if (enabled && !(isInsert && autoTenantCreation)) {
      throw new Refusal(`tenant not found: "${tenant}"`)
    }
    if (enabled && !TENANT.test(tenant)) {
      throw new Refusal(`tenant name "${tenant}" is invalid`)
    }
    tenants.set(tenant, (shard = new Map()))
    return shard
  }

  insert(name: string, tenant: string, object: StoredObject): void {
    const shard = this.shard(name, tenant, true)
    const { schema } = this.collection(name)
    for (const property of Object.keys(object.properties)) this.property(schema, property)
    const [other] = [...shard.values()].filter(({ vector }) => vector)
    if (object.vector && other?.vector && other.vector.length !== object.vector.length) {
      throw new Refusal(
        `new node has a vector with length ${object.vector.length}. Existing nodes have vectors with length ${other.vector.length}`
      )
    }
    shard.set(object.uuid, object)
  }

  property(schema: CollectionSchema, name: string): SchemaProperty {
    const property = schema.properties.find((one) => one.name === name)
    if (!property) throw new Refusal(`no such prop with name '${name}' found in class '${schema.class}'`) // prettier-ignore
    return property
  }
}
