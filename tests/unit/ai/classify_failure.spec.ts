import { test } from '@japa/runner'

import { classifyFailure } from '#ai/classify_failure'

test.group('classifyFailure', () => {
  test('{status} {kind} {message} is {code}')
    .with([
      {
        status: 400,
        message: 'prompt is too long: 210000 tokens > 200000',
        code: 'CONTEXT_LENGTH',
      },
      {
        status: 400,
        message: 'the request exceeds the available context size',
        code: 'CONTEXT_LENGTH',
      },
      { status: 400, kind: 'exceed_context_size_error', code: 'CONTEXT_LENGTH' },
      { status: 502, kind: 'context_length_exceeded', code: 'CONTEXT_LENGTH' },
      { status: 400, message: 'max_tokens is too large: 999999', code: 'VALIDATION' },
      { status: 429, message: 'Too many tokens per minute', code: 'RATE_LIMIT' },
      { status: 400, kind: 'content_filter', code: 'CONTENT_POLICY' },
      { status: 400, message: 'triggered the content management policy', code: 'CONTENT_POLICY' },
      {
        status: 403,
        message: 'requires moderation and your input was flagged',
        code: 'CONTENT_POLICY',
      },
      { status: 403, message: 'This key may not use this model', code: 'AUTH' },
      { status: 429, kind: 'insufficient_quota', code: 'BUDGET' },
      { status: 529, kind: 'overloaded_error', code: 'PROVIDER' },
      { status: 504, code: 'TIMEOUT' },
      { kind: 'rate_limit_exceeded', code: 'RATE_LIMIT' },
      { kind: 'invalid_api_key', code: 'AUTH' },
      { kind: 'server_error', code: 'PROVIDER' },
      { kind: 'model_not_found', code: 'VALIDATION' },
      { kind: 'something', code: 'UNKNOWN' },
      { status: 302, code: 'PROVIDER' },
      { status: 400, kind: 'INVALID_ARGUMENT API_KEY_INVALID', code: 'AUTH' },
      { status: 400, message: 'Your credit balance is too low', code: 'BUDGET' },
      { kind: 'RESOURCE_EXHAUSTED', code: 'RATE_LIMIT' },
      { kind: 'overloaded_error', code: 'PROVIDER' },
    ])
    .run(({ assert }, { code, ...facts }) => {
      assert.equal(classifyFailure(facts), code)
    })
})
