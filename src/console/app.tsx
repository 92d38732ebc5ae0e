import { Provider } from 'urql';
import { Link, Route, Router, Switch } from 'wouter';
import { client } from './api/console-session.ts';
import { BulkImportPage } from './bulk-import/bulk-import-page.tsx';
import { ConversionPage } from './conversion/conversion-page.tsx';
import { useHashLocation } from './hash-location.ts';
import { HistoryPage } from './history/history-page.tsx';
import { JobsPage } from './jobs/jobs-page.tsx';
import { PreparePage } from './prepare/prepare-page.tsx';
import { Shell } from './shell/shell.tsx';
import { Announcer } from './ui/announcer.tsx';
import { Page } from './ui/page.tsx';

// wouter's way of saying that addresses stand behind `#`.
const hashRouting = { hook: useHashLocation };

/** The console: one page for each thing that one does with it, each with an address of its own behind `#`. */
export function App() {
  return (
    <Provider value={client}>
      <Announcer>
        <Router {...hashRouting}>
          <Shell>
            <Switch>
              <Route path="/" component={HistoryPage} />
              <Route path="/new" component={PreparePage} />
              <Route path="/imports/:id">{({ id }) => <BulkImportPage id={id} key={id} />}</Route>
              <Route path="/conversion" component={ConversionPage} />
              <Route path="/jobs" component={JobsPage} />
              <Route component={NoSuchPage} />
            </Switch>
          </Shell>
        </Router>
      </Announcer>
    </Provider>
  );
}

function NoSuchPage() {
  return (
    <Page title="There is no such page" lead="The address may have been cut short.">
      <p>
        <Link href="/">All imports</Link>
      </p>
    </Page>
  );
}
