import { AnswerBuffer } from '#chat/generation/answer_buffer'
import { AnswerStream, deltaLength, type AnswerDelta } from '#shared/protocol/answer_stream'
import { RecordingFollower } from '#tests/unit/chat/support/recording_follower'
import { test } from '@japa/runner'
import fc from 'fast-check'

const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31)

const delta = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('text' as const), text: prose() }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('reasoning' as const), text: prose() }) },
  fc.constant({ type: 'source' as const, url: 'https://example.com/a' }),
  fc.constant({ type: 'file' as const, mediaType: 'image/png', url: 'https://example.com/b.png' })
)

/** Emoji and lone halves of them included: a model's chunks may cut a character in two. */
function prose() {
  return fc.string({ unit: 'binary', minLength: 1, maxLength: 12 })
}

function streamOf(deltas: readonly AnswerDelta[]): AnswerStream {
  const stream = new AnswerStream()
  for (const each of deltas) stream.append(each)
  return stream
}

/** The same answer, its prose cut at other places. */
function recut(deltas: readonly AnswerDelta[], size: number): AnswerDelta[] {
  return deltas.flatMap((each): AnswerDelta[] => {
    if (each.type !== 'text' && each.type !== 'reasoning') return [each]
    const pieces: AnswerDelta[] = []
    for (let from = 0; from < each.text.length; from += size) {
      pieces.push({ type: each.type, text: each.text.slice(from, from + size) })
    }
    return pieces
  })
}

test.group('Answer stream', () => {
  test(`any cutting gives the same answer (seed ${SEED})`, ({ assert }) => {
    fc.assert(
      fc.property(
        fc.array(delta, { maxLength: 30 }),
        fc.integer({ min: 1, max: 5 }),
        (deltas, size) => {
          const whole = streamOf(deltas)
          const cut = streamOf(recut(deltas, size))
          assert.deepEqual(cut.parts, whole.parts)
          assert.equal(cut.offset, whole.offset)
          assert.equal(
            whole.offset,
            deltas.reduce((sum, each) => sum + deltaLength(each), 0)
          )
        }
      ),
      { seed: SEED, numRuns: 300 }
    )
  })

  test(`a reconnect at any offset continues exactly (seed ${SEED})`, ({ assert }) => {
    fc.assert(
      fc.property(
        fc.array(delta, { minLength: 1, maxLength: 20 }),
        fc.nat(),
        fc.nat(),
        (deltas, a, b) => {
          const server = streamOf(deltas)
          const client = new AnswerStream()
          for (const offset of [a % (server.offset + 1), b % (server.offset + 1), server.offset]) {
            // What a client knows already, and what it does not, in one frame.
            const { offset: from, deltas: rest } = server.after(Math.min(offset, client.offset))
            assert.isTrue(client.accept(from, rest))
            assert.isTrue(client.accept(0, server.after(0).deltas))
          }
          assert.deepEqual(client.parts, server.parts)
          assert.isFalse(client.accept(server.offset + 1, [{ type: 'text', text: 'later' }]))
          assert.deepEqual(client.parts, server.parts)
        }
      ),
      { seed: SEED, numRuns: 300 }
    )
  })

  test(`followers at 50 random cut points get the exact answer (seed ${SEED})`, async ({
    assert,
  }) => {
    const random = fc.sample(fc.nat(10_000), { seed: SEED, numRuns: 400 })
    let next = 0
    const chance = (limit: number) => random[next++ % random.length] % limit
    const buffer = new AnswerBuffer('u', 'a', 3)
    const followers: { follower: RecordingFollower; offset: number }[] = []
    const sent = new AnswerStream()
    for (let step = 0; step < 300; step++) {
      const [piece] = fc.sample(delta, { seed: SEED + step, numRuns: 1 })
      buffer.append(piece)
      sent.append(piece)
      if (step % 6 === 0) {
        // A tab that knows the beginning already, as after a lost connection.
        const follower = new RecordingFollower('u')
        const offset = chance(sent.offset + 1)
        for (const part of cutAt(sent, offset)) follower.stream.append(part)
        followers.push({ follower, offset })
        buffer.follow(follower, offset)
      }
      if (step % 10 === 0) await new Promise((resolve) => setTimeout(resolve, chance(5)))
    }
    buffer.end()
    assert.lengthOf(followers, 50)
    for (const { follower, offset } of followers) {
      assert.deepEqual(follower.stream.parts, sent.parts)
      assert.isFalse(follower.hasGap)
      assert.isTrue(follower.hasEnded)
      assert.equal(follower.received, sent.offset - offset, 'nothing is sent twice')
    }
  })
})

/** The beginning of an answer, up to `offset`. */
function cutAt(stream: AnswerStream, offset: number): AnswerDelta[] {
  const parts: AnswerDelta[] = []
  let position = 0
  for (const part of stream.parts) {
    if (position >= offset) break
    const isProse = part.type === 'text' || part.type === 'reasoning'
    parts.push(isProse ? { ...part, text: part.text.slice(0, offset - position) } : part)
    position += deltaLength(part)
  }
  return parts
}
