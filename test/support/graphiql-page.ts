import type { Locator, Page } from 'playwright-core';

/** GraphiQL as its users work it: by what stands on the screen. */
export interface GraphiQLPage {
  readonly tabNames: () => Promise<readonly string[]>;
  readonly openTab: (name: string) => Promise<void>;
  readonly play: () => Promise<void>;
  /** Pastes text in the place of the variables: the editor adds brackets to those that one types. */
  readonly setVariables: (text: string) => Promise<void>;
  readonly variables: () => Promise<string>;
  /** Pastes text into the editor of the HTTP headers, and goes back to that of the variables. */
  readonly setHeaders: (text: string) => Promise<void>;
  /** How many places the editors underline in red. */
  readonly underlinedCount: () => Promise<number>;
  /** Resolves with the answer once it holds `text`. */
  readonly waitForAnswer: (text: string) => Promise<string>;
}

/** Opens GraphiQL of the gateway at `url`; `address` is where it is served, with what is handed over to it. */
export async function openGraphiQL(page: Page, url: string, address = '/graphql'): Promise<GraphiQLPage> {
  await page.goto(url + address);
  const answer = page.locator('.graphiql-response');
  const variables = page.locator('.graphiql-editor-tool .graphiql-editor').first();
  await variables.locator('.view-lines').waitFor();
  const paste = async (editor: Locator, text: string): Promise<void> => {
    await editor.locator('.view-lines').click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.evaluate(pasteScript(text));
  };
  const openTool = (name: string) => page.locator('.graphiql-editor-tools').getByRole('button', { name }).click();
  return {
    tabNames: () => page.locator('.graphiql-tab-button').allTextContents(),
    async openTab(name) {
      const tab = page.locator('.graphiql-tab-button', { hasText: new RegExp(`^${name}$`) });
      // The tabs can be dragged, and the first one that is pressed may move away under the mouse: one clicks again.
      const activeName = () => page.locator('.graphiql-tab-active .graphiql-tab-button').textContent();
      while ((await activeName()) !== name) await tab.click();
    },
    play: () => page.getByRole('button', { name: /^Execute query/ }).click(),
    setVariables: text => paste(variables, text),
    variables: () => textOf(variables),
    async setHeaders(text) {
      await openTool('Headers');
      await paste(page.locator('.graphiql-editor-tool .graphiql-editor').nth(1), text);
      await openTool('Variables');
    },
    underlinedCount: () => page.locator('.squiggly-error').count(),
    async waitForAnswer(text) {
      await answer.getByText(text).first().waitFor();
      return await textOf(answer);
    },
  };
}

const pasteScript = (text: string): string => `
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', ${JSON.stringify(text)});
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
`;

async function textOf(editor: Locator): Promise<string> {
  return (await editor.locator('.view-lines').first().innerText()).replaceAll('\u00A0', ' ');
}
