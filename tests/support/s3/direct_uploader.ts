import type { DirectUploadPart, DirectUploadPlan } from '#shared/protocol/direct_upload'
import { Visitor } from '#tests/support/visitor'
import type { Bootstrap } from '#shared/protocol/bootstrap'

/** A browser that sends files to the bucket by itself, at the level of HTTP. */
export class DirectUploader {
  private constructor(
    readonly userId: string,
    readonly visitor: Visitor
  ) {}

  static async guest(url?: string): Promise<DirectUploader> {
    const visitor = new Visitor(url)
    await visitor.post('/guests')
    const { user } = (await (await visitor.get('/bootstrap')).json()) as Bootstrap
    return new DirectUploader(user.id, visitor)
  }

  begin(id: string, size: number, name = 'notes.txt'): Promise<Response> {
    return this.visitor.post('/direct-uploads', JSON.stringify({ id, name, size }))
  }

  /** What is left to send. */
  async plan(id: string, size: number, name?: string): Promise<DirectUploadPart[]> {
    const response = await this.begin(id, size, name)
    const plan = (await response.json()) as DirectUploadPlan
    if (plan.type !== 'direct') throw new Error(`Begun with ${JSON.stringify(plan)}`)
    return plan.parts
  }

  put({ start, end, url }: DirectUploadPart, bytes: Uint8Array): Promise<Response> {
    return fetch(url, { method: 'PUT', body: bytes.subarray(start, end) as BodyInit })
  }

  finish(id: string): Promise<Response> {
    return this.visitor.post(`/direct-uploads/${id}/finish`, '{}')
  }

  giveUp(id: string): Promise<Response> {
    return this.visitor.delete(`/direct-uploads/${id}`)
  }

  async upload(id: string, bytes: Uint8Array, name?: string): Promise<Response> {
    for (const part of await this.plan(id, bytes.length, name)) await this.put(part, bytes)
    return this.finish(id)
  }
}
