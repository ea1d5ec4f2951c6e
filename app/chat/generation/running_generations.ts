import type { RunningGeneration } from '#chat/generation/running_generation'

/** The answers that run in this process; each is here from its claim in the database to its stored end. */
export class RunningGenerations {
  readonly #byUser = new Map<string, Map<string, RunningGeneration>>()
  #size = 0

  get size(): number {
    return this.#size
  }

  countOf(userId: string): number {
    return this.#byUser.get(userId)?.size ?? 0
  }

  find(userId: string, answerId: string): RunningGeneration | undefined {
    return this.#byUser.get(userId)?.get(answerId)
  }

  add(generation: RunningGeneration): void {
    const { user_id: userId, answer_id: answerId } = generation.row
    const ofUser = this.#byUser.get(userId) ?? new Map<string, RunningGeneration>()
    this.#byUser.set(userId, ofUser.set(answerId, generation))
    this.#size++
  }

  remove(generation: RunningGeneration): void {
    const { user_id: userId, answer_id: answerId } = generation.row
    const ofUser = this.#byUser.get(userId)
    if (!ofUser?.delete(answerId)) return
    this.#size--
    if (ofUser.size === 0) this.#byUser.delete(userId)
  }

  *all(): Iterable<RunningGeneration> {
    for (const ofUser of this.#byUser.values()) yield* ofUser.values()
  }
}
