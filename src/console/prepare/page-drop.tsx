import './page-drop.css';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { Icon } from '../ui/icon.tsx';
import { fileInHand } from './file-in-hand.ts';

/** Lets a file be dropped anywhere on the page, and shows so while one is held over it. */
export function PageDrop() {
  const [, navigate] = useLocation();
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent): void => {
      // Without it the browser would open the file instead.
      if (hasFiles(event)) event.preventDefault();
      setOver(hasFiles(event));
    };
    // Left is the page when nothing is entered instead.
    const leave = (event: DragEvent): void => setOver(event.relatedTarget !== null && hasFiles(event));
    const drop = (event: DragEvent): void => {
      setOver(false);
      // A field for files takes it by itself.
      if (!hasFiles(event) || event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      fileInHand.choose([...(event.dataTransfer?.files ?? [])]);
      navigate('/new');
    };
    addEventListener('dragover', over);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, [navigate]);
  if (!isOver) return null;
  return (
    <div className="page-drop">
      <span className="page-drop-words">
        <Icon name="upload" /> Drop it anywhere: a new import is prepared
      </span>
    </div>
  );
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}
