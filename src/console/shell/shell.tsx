import './shell.css';
import { type ReactNode, useRef, useSyncExternalStore } from 'react';
import { Link, useLocation } from 'wouter';
import { session } from '../api/console-session.ts';
import iconUrl from '../icon.svg';
import { PageDrop } from '../prepare/page-drop.tsx';
import { IconButton } from '../ui/button.tsx';
import { SignIn } from './sign-in.tsx';
import { TenantGuard } from './tenant-guard.tsx';
import { ThemeSwitch } from './theme-switch.tsx';
import { SandboxBanner, ViewerFacts } from './viewer-facts.tsx';

const places = [
  { path: '/', name: 'Imports', isHere: (path: string) => path === '/' || /^\/(?:new|imports)\b/.test(path) },
  { path: '/conversion', name: 'Single conversion', isHere: (path: string) => path === '/conversion' },
  { path: '/jobs', name: 'Jobs', isHere: (path: string) => path === '/jobs' },
];

/** What stands around every page. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const main = useRef<HTMLElement>(null);
  return (
    <>
      {/* A link to #main would be a page of the console. */}
      <button type="button" className="button shell-skip" onClick={() => main.current?.focus()}>
        Skip to the content
      </button>
      <SandboxBanner />
      <header className="shell-bar">
        <div className="shell-bar-inner">
          <Link href="/" className="shell-name" aria-label="Trackier gateway, imports">
            <img src={iconUrl} width={22} height={22} alt="" />
            <span>Trackier gateway</span>
          </Link>
          <Navigation />
          <div className="shell-tools">
            <ViewerFacts />
            <ThemeSwitch />
            <SignOut />
          </div>
        </div>
      </header>
      <main ref={main} tabIndex={-1}>
        {children}
      </main>
      <PageDrop />
      <SignIn />
      <TenantGuard />
    </>
  );
}

function Navigation() {
  const [path] = useLocation();
  return (
    <nav className="shell-nav" aria-label="Pages">
      {places.map(({ path: to, name, isHere }) => (
        <Link key={to} href={to} className="shell-link" aria-current={isHere(path) ? 'page' : undefined}>
          {name}
        </Link>
      ))}
    </nav>
  );
}

function SignOut() {
  const isSignedIn = useSyncExternalStore(session.subscribe, session.isSignedIn);
  if (!isSignedIn) return null;
  return <IconButton icon="leave" label="Sign out" onClick={leave} />;
}

function leave(): void {
  session.signOut();
  // Nothing that was shown to one may be left for another.
  location.reload();
}
