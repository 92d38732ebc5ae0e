/** What a state means to the reader; `odd`: nobody knows yet. */
export type Tone = 'good' | 'warn' | 'bad' | 'odd' | 'busy' | 'quiet';
