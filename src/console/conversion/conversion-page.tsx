import './conversion-page.css';
import { Page } from '../ui/page.tsx';
import { AnswerPanel } from './answer-panel.tsx';
import { ConversionFormView } from './conversion-form-view.tsx';
import { useDesk } from './desk.ts';

/** One conversion, typed in, checked and imported. */
export function ConversionPage() {
  const { answer, form, sending } = useDesk();
  return (
    <Page title="Single conversion" lead="For one that was forgotten, or to try out how conversions are imported.">
      <div className="conversion-page-columns">
        <ConversionFormView />
        <div className="conversion-page-answer">
          <AnswerPanel answer={answer} form={form} sending={sending} key={answer?.number ?? 0} />
        </div>
      </div>
    </Page>
  );
}
