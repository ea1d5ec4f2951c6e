import { estimateTokens } from '#shared/policies/estimate_tokens'
import { Field, inputLook } from '~/components/field'
import { isStorable } from '../../hooks/use_settings_draft'
import { shortCount } from '../../model_cost'

interface SystemPromptFieldProps {
  value: string
  onChange: (value: string) => void
}

export function SystemPromptField({ value, onChange }: SystemPromptFieldProps) {
  const isTooLong = !isStorable({ systemPrompt: value })
  return (
    <Field
      label="System prompt"
      hint="The model reads it before every question of this chat."
      problem={isTooLong ? 'Longer than 50 kB. What was there before still counts.' : null}
      aside={
        value !== '' && (
          <span className="text-xs tabular-nums">
            about {shortCount(estimateTokens(value))} tokens
          </span>
        )
      }
    >
      {(control) => (
        <textarea
          {...control}
          rows={5}
          placeholder="You are a careful editor. Keep my voice."
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className={`field-sizing-content max-h-72 min-h-28 resize-y py-2 leading-5 ${inputLook}`}
        />
      )}
    </Field>
  )
}
