import type { AnswerSettings } from '#shared/events/fields'
import type { BootstrapModel } from '#shared/protocol/bootstrap'
import { Button } from '~/components/button'
import { Field } from '~/components/field'
import { Segmented } from '~/components/segmented'
import { withSettings } from '../../answer_settings'
import { count } from '../../model_cost'
import { efforts } from '../composer/think_menu'
import { LengthField } from './length_field'

interface AnswerSettingsFieldsProps<S extends AnswerSettings> {
  settings: S
  model: BootstrapModel | undefined
  /** How a value is called that was not chosen here. */
  unset: string
  /** The same for thinking, in a word. */
  automatic?: string
  onChange: (settings: S) => void
}

/** Thinking, temperature, length: what a request can ask of a model. */
export function AnswerSettingsFields<S extends AnswerSettings>({
  settings,
  model,
  unset,
  automatic = 'auto',
  onChange,
}: AnswerSettingsFieldsProps<S>) {
  const change = (changed: AnswerSettings) =>
    onChange(withSettings(settings, changed as Partial<S>))
  const { temperature, reasoningEffort, maxOutputTokens } = settings

  return (
    <>
      {model?.canReason && (
        <div>
          <p className="mb-1.5 font-[550]">Thinking</p>
          <Segmented
            label="Thinking"
            value={reasoningEffort ?? 'auto'}
            options={efforts.map((effort) =>
              effort.value === 'auto' ? { ...effort, name: automatic } : effort
            )}
            onChange={(value) => change({ reasoningEffort: value === 'auto' ? undefined : value })}
          />
        </div>
      )}
      <Field
        label="Temperature"
        hint="Low is steady and dry, high is varied and daring."
        aside={
          <>
            <span className="tabular-nums">{temperature ?? unset}</span>
            {temperature !== undefined && (
              <Button
                size="small"
                variant="ghost"
                onClick={() => change({ temperature: undefined })}
              >
                Reset
              </Button>
            )}
          </>
        }
      >
        {(control) => (
          <input
            {...control}
            type="range"
            min={0}
            max={2}
            step={0.1}
            value={temperature ?? 1}
            aria-valuetext={temperature === undefined ? unset : String(temperature)}
            onChange={(event) => change({ temperature: Number(event.target.value) })}
            className={`h-6 w-full pointer-coarse:h-11 ${temperature === undefined ? 'opacity-50' : ''}`}
          />
        )}
      </Field>
      <LengthField
        value={maxOutputTokens}
        unset={unset}
        hint={
          model?.maxOutputTokens
            ? `In tokens, about three quarters of a word each. This model writes at most ${count(model.maxOutputTokens)}.`
            : 'In tokens, about three quarters of a word each.'
        }
        onChange={(value) => change({ maxOutputTokens: value })}
      />
    </>
  )
}
