import { test } from '@japa/runner'

import { scrubDetail } from '#ai/scrub_detail'

const KEY = 'local-key-0987'

test.group('scrubDetail', () => {
  test('takes the key out of "{said}"')
    .with([
      { said: `The key ${KEY} is wrong`, secret: KEY },
      { said: 'Incorrect API key provided: abcdef***wxyz.', secret: 'wxyz' },
      { said: 'sk-or-v1-0123456789abcdef expired', secret: '0123456789abcdef' },
      { said: 'sent Authorization: Bearer abc.def-ghi', secret: 'abc.def-ghi' },
      { said: 'no access with bearer qwertyuiop', secret: 'qwertyuiop' },
      { said: '{"api_key":"hunter2hunter2"}', secret: 'hunter2hunter2' },
      { said: 'token=hunter2hunter2&x=1', secret: 'hunter2hunter2' },
      { said: 'POST https://me:hunter2@models.example/v1 failed', secret: 'hunter2' },
      { said: 'key AIzaSyA1234567890abcdefgh refused', secret: 'AIzaSyA1234567890' },
      { said: `${'x'.repeat(290)} ${KEY}`, secret: KEY.slice(0, 6) },
    ])
    .run(({ assert }, { said, secret }) => {
      const detail = scrubDetail(said, [KEY], [])
      assert.isString(detail)
      assert.notInclude(detail!, secret)
    })

  test('keeps an ordinary message, on one line and short', ({ assert }) => {
    assert.equal(scrubDetail(' Model\n is\t loading ', [KEY], ['Hello']), 'Model is loading')
    assert.lengthOf(scrubDetail('long '.repeat(200), [], [])!, 300)
    assert.isUndefined(scrubDetail('', [], []))
    assert.isUndefined(scrubDetail(undefined, [], []))
  })

  test('leaves out a message that repeats the conversation', ({ assert }) => {
    const conversation = ['short one', `It was a dark and stormy night ${'.'.repeat(1_000)}`]
    const said = (text: string) => scrubDetail(text, [], conversation)
    assert.isUndefined(said('Flagged: "was a dark and stormy night"'))
    assert.isUndefined(said('Flagged: x It was a dark and\nstormy nig'))
    assert.isUndefined(said('Cannot answer short one'))
    assert.isUndefined(said(`${'x '.repeat(140)}It was a dark and stormy night`))
    assert.equal(said('The night is dark'), 'The night is dark')
  })

  test('a run of 24 characters is found wherever it stands', ({ assert }) => {
    const prompt = 'abcdefghijklmnopqrstuvwxyz0123456789'
    for (let offset = 0; offset < 40; offset++) {
      const detail = `${'#'.repeat(offset)}${prompt.slice(5, 29)}##`
      assert.isUndefined(scrubDetail(detail, [], [prompt]), `offset ${offset}`)
    }
  })
})
