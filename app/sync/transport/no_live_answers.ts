import { LiveAnswers, type Follower } from '#sync/transport/live_answers'

/** Stands in where nothing generates answers: every answer has ended. */
export class NoLiveAnswers extends LiveAnswers {
  follow(follower: Follower, answerId: string): void {
    follower.send(JSON.stringify({ type: 'ended', answerId }))
  }

  unfollow(): void {}
  forget(): void {}
  stop(): void {}
}
