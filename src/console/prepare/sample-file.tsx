import './sample-file.css';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Panel } from '../ui/panel.tsx';
import { saveFile } from '../ui/save-file.ts';
import { ScrollBox } from '../ui/scroll-box.tsx';

const sample = `click_id,txn_id,sale_amount,currency,custom_dimensions.shop
5aae975a9b155cccddccefbe,order-1001,49.90,USD,Berlin
5aae975a9b155cccddccefbf,order-1002,120,USD,Paris
`;

/** Says what a file looks like, with a small one to begin with. */
export function SampleFile() {
  return (
    <Panel title="What a file looks like" actions={<SampleActions />}>
      <div className="stack">
        <ScrollBox label="A small CSV">
          <pre className="sample-file-text">{sample}</pre>
        </ScrollBox>
        <p>
          The first line names the columns; case, spaces, <code>_</code> and <code>-</code> in the names do not matter.
          Only <code>click_id</code> has to be there. Others that are known: <code>txn_id</code>, <code>goal_id</code>,{' '}
          <code>sale_amount</code>, <code>currency</code>, <code>sub1</code> to <code>sub15</code>, and{' '}
          <code>custom_dimensions.</code> or <code>extra.</code> before a name of your own. Any other column you place
          by hand.
        </p>
        <p className="quiet">
          Cells are parted by commas, semicolons or tabs; amounts are written 12.50; the file is saved as UTF-8. An
          NDJSON file has one JSON object a line, with the same names.
        </p>
      </div>
    </Panel>
  );
}

function SampleActions() {
  return (
    <div className="row">
      <CopyButton text={sample} label="the sample" />
      <Button icon="download" onClick={save}>
        Download
      </Button>
    </div>
  );
}

function save(): void {
  saveFile(new Blob([sample], { type: 'text/csv' }), 'conversions.csv');
}
