import './panel.css';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import type { Tone } from './tone.ts';

const icons: Readonly<Record<Tone, IconName>> = {
  good: 'check',
  warn: 'alert',
  bad: 'alert',
  odd: 'question',
  busy: 'clock',
  quiet: 'info',
};

interface NoticeProps {
  readonly tone: Tone;
  readonly title: string;
  readonly children?: ReactNode;
  /** Whether it is read out as soon as it is there; for what cannot wait. */
  readonly isAlert?: boolean;
}

/** Something that the reader should know, with what to do about it. */
export function Notice({ tone, title, children, isAlert = false }: NoticeProps) {
  return (
    <div className={`notice notice-${tone}`} role={isAlert ? 'alert' : undefined}>
      <Icon name={icons[tone]} />
      <p className="notice-title">{title}</p>
      {children && <div className="notice-body">{children}</div>}
    </div>
  );
}
