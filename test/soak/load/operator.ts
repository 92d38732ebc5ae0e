import { type Deeds, pick, type Scene } from '../scene.ts';

/** What an operator does in between. */
export const operator: Deeds = {
  'tokens rewritten': [1, rewriteTokens],
  'tenants rewritten': [1, rewriteTenants],
};

async function rewriteTokens({ random, access, gateway }: Scene): Promise<string> {
  if (random() < 0.2) access.writeBroken('tokens');
  else access.writeTokens(random() < 0.5);
  if (random() < 0.3) gateway.reload();
  return 'ok';
}

/** Another pace; the keys stay. */
async function rewriteTenants({ random, access }: Scene): Promise<string> {
  if (random() < 0.2) access.writeBroken('tenants');
  else access.writePace(pick(random, [50, 100, 200, 400]) ?? 200);
  return 'ok';
}
