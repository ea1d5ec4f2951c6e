import {
  type CollectionSchema,
  Refusal,
  type StoredObject,
  type WeaviateStore,
} from '#tests/support/weaviate/weaviate_store'

/** As the protocol has it; numbers are those of its `Filters_Operator`. */
export interface Filter {
  operator: number
  filters: Filter[]
  valueText?: string
  valueInt?: number
  valueTextArray?: { values: string[] }
  target?: { property?: string }
}

const [EQUAL, NOT_EQUAL, GREATER, AND, OR, CONTAINS_ANY] = [1, 2, 3, 7, 8, 12]

export function matches(
  store: WeaviateStore,
  schema: CollectionSchema,
  filter: Filter | undefined,
  object: StoredObject
): boolean {
  if (!filter) return true
  const all = (one: Filter) => matches(store, schema, one, object)
  if (filter.operator === AND) return filter.filters.every(all)
  if (filter.operator === OR) return filter.filters.some(all)
  const name = filter.target?.property ?? ''
  const isId = name === '_id'
  if (!isId && store.property(schema, name).indexFilterable === false) {
    throw new Refusal(`Filtering by property '${name}' requires inverted index`)
  }
  const value = isId ? object.uuid : object.properties[name]
  const { valueText, valueInt, valueTextArray } = filter
  switch (filter.operator) {
    case EQUAL:
      return value === (valueText ?? valueInt)
    case NOT_EQUAL:
      return value !== (valueText ?? valueInt)
    case GREATER:
      return Number(value) > valueInt!
    case CONTAINS_ANY:
      return valueTextArray!.values.includes(String(value))
    default:
      throw new Refusal(`operator ${filter.operator} is none that this double knows`)
  }
}

/** BM25F over the properties asked for, with `name^weight`: any of the words. */
export function scoreByWords(
  store: WeaviateStore,
  schema: CollectionSchema,
  shard: readonly StoredObject[],
  query: string,
  properties: readonly string[]
): Map<StoredObject, number> {
  const { k1 = 1.2, b = 0.75 } = schema.invertedIndexConfig?.bm25 ?? {}
  const fields = properties.map((property) => {
    const [name = '', weight = '1'] = property.split('^')
    const { indexSearchable, tokenization } = store.property(schema, name)
    if (indexSearchable === false || tokenization !== 'whitespace') {
      throw new Refusal(`Property '${name}' is not searchable by words here`)
    }
    const words = shard.map((object) => String(object.properties[name] ?? '').split(/\s+/).filter(Boolean)) // prettier-ignore
    const average = words.reduce((sum, { length }) => sum + length, 0) / Math.max(1, shard.length)
    return { words, average: average || 1, weight: Number(weight) }
  })
  const scores = new Map<StoredObject, number>()
  for (const term of new Set(query.split(/\s+/).filter(Boolean))) {
    const frequencies = shard.map((_, at) =>
      fields.reduce((sum, { words, average, weight }) => {
        const count = words[at]!.filter((word) => word === term).length
        return sum + (weight * count) / (1 - b + (b * words[at]!.length) / average)
      }, 0)
    )
    const having = frequencies.filter((frequency) => frequency > 0).length
    const idf = Math.log(1 + (shard.length - having + 0.5) / (having + 0.5))
    for (const [at, frequency] of frequencies.entries()) {
      if (frequency === 0) continue
      const object = shard[at]!
      scores.set(object, (scores.get(object) ?? 0) + (idf * frequency) / (k1 + frequency))
    }
  }
  return scores
}

/** Weaviate's cosine distance, from 0 to 2. */
export function distanceOf(one: Float32Array, other: Float32Array): number {
  if (one.length !== other.length) {
    throw new Refusal(`vector lengths don't match: ${other.length} vs ${one.length}`)
  }
  let [dot, a, b] = [0, 0, 0]
  for (let at = 0; at < one.length; at++) {
    dot += one[at]! * other[at]!
    a += one[at]! ** 2
    b += other[at]! ** 2
  }
  return 1 - dot / Math.sqrt(a * b)
}
