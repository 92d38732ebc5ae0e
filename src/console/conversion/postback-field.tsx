import type { PostbackChoice } from './conversion-form.ts';
import { desk, useDesk } from './desk.ts';

const choices: readonly { readonly value: PostbackChoice; readonly label: string }[] = [
  { value: 'leave', label: 'Leave it to Trackier' },
  { value: 'yes', label: 'Send them' },
  { value: 'no', label: 'Do not send them' },
];

/** Whether publishers get postbacks. */
export function PostbackField() {
  const { form } = useDesk();
  return (
    <fieldset className="conversion-page-postback">
      <legend className="field-label">Postbacks to publishers</legend>
      {choices.map(({ value, label }) => (
        <label key={value} className="conversion-page-choice">
          <input
            type="radio"
            name="postback"
            value={value}
            checked={form.postback === value}
            onChange={() => desk.change({ ...form, postback: value })}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
