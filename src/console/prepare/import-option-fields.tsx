import { useId } from 'react';
import type { ImportOptions } from './import-options.ts';

interface Choice {
  readonly name: string;
  readonly meaning: string;
  readonly options: Partial<ImportOptions>;
}

const postbacks: readonly Choice[] = [
  {
    name: 'As Trackier has it',
    meaning: 'Nothing is said of postbacks: Trackier’s own default holds.',
    options: { sendPostback: null },
  },
  {
    name: 'Send them',
    meaning: 'Trackier sends postbacks when the report of a batch is ready.',
    options: { sendPostback: true },
  },
  {
    name: 'Do not send them',
    meaning: 'Trackier sends no postbacks for these rows.',
    options: { sendPostback: false },
  },
];

const invalidRows: readonly Choice[] = [
  {
    name: 'Skip them',
    meaning: 'The valid rows are sent, the others are reported and can be downloaded.',
    options: { onInvalid: 'SKIP_INVALID' },
  },
  {
    name: 'Refuse the whole file',
    meaning: 'Nothing is sent unless every row is valid and none is there twice.',
    options: { onInvalid: 'REJECT_ALL' },
  },
];

const lostAnswers: readonly Choice[] = [
  {
    name: 'Wait for me',
    meaning: 'A batch whose answer was lost waits for a person: nothing is imported twice.',
    options: { onUncertain: 'HOLD' },
  },
  {
    name: 'Send them again',
    meaning: 'It is sent once more by itself: nothing is missing, but its rows may be imported, and paid for, twice.',
    options: { onUncertain: 'RESEND' },
  },
];

interface ImportOptionFieldsProps {
  readonly options: ImportOptions;
  readonly onChange: (options: ImportOptions) => void;
}

/** The options of an import, each with what it means. */
export function ImportOptionFields({ options, onChange }: ImportOptionFieldsProps) {
  const group = { options, onChange };
  return (
    <div className="import-form-options">
      <ChoiceGroup legend="Postbacks" choices={postbacks} {...group} />
      <ChoiceGroup legend="Invalid rows and duplicates" choices={invalidRows} {...group} />
      <ChoiceGroup legend="Batches whose answer is lost" choices={lostAnswers} {...group} />
    </div>
  );
}

interface ChoiceGroupProps extends ImportOptionFieldsProps {
  readonly legend: string;
  readonly choices: readonly Choice[];
}

function ChoiceGroup({ legend, choices, options, onChange }: ChoiceGroupProps) {
  const id = useId();
  return (
    <fieldset className="import-form-group">
      <legend>{legend}</legend>
      {choices.map(({ name, meaning, options: own }, place) => (
        <div className="import-form-choice" key={name}>
          <input
            type="radio"
            id={`${id}-${place}`}
            name={id}
            aria-describedby={`${id}-${place}-meaning`}
            checked={isChosen(options, own)}
            onChange={() => onChange({ ...options, ...own })}
          />
          <label htmlFor={`${id}-${place}`}>{name}</label>
          <span id={`${id}-${place}-meaning`}>{meaning}</span>
        </div>
      ))}
    </fieldset>
  );
}

function isChosen(options: ImportOptions, own: Partial<ImportOptions>): boolean {
  const chosen = new Map<string, unknown>(Object.entries(options));
  return Object.entries(own).every(([name, value]) => chosen.get(name) === value);
}
