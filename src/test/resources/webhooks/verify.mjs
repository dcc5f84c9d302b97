// Verifies a delivery with both libraries; a body that was parsed and written again must fail.
import { Webhook as Standard } from 'standardwebhooks';
import { Webhook as Svix } from 'svix';
import { readFileSync } from 'node:fs';

const { secrets, body, headers } = JSON.parse(readFileSync(0, 'utf8'));
for (const secret of secrets) {
  for (const Library of [Standard, Svix]) {
    const webhook = new Library(secret);
    webhook.verify(body, headers);
    let refused = false;
    try {
      webhook.verify(JSON.stringify(JSON.parse(body), null, 1), headers);
    } catch {
      refused = true;
    }
    if (!refused) {
      throw new Error('a rewritten body was accepted');
    }
  }
}
console.log('verified');
