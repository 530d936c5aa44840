import { urlOf } from './addresses.mts';
import type { LocalSandbox } from './localSandbox.mts';
import { leftUnpublished, owner } from './provision.mts';

/** What a newcomer needs to begin. */
export function announce({ ports, workflows }: LocalSandbox): void {
	const pushed = Object.keys(workflows).filter((name) => !leftUnpublished.includes(name));
	console.log(`
The sandbox is up.

  n8n                ${urlOf(ports.n8n)}
                     log in with ${owner.email} / ${owner.password}
  QuickBooks         ${urlOf(ports.quickbooks)}
  WooCommerce        ${urlOf(ports.woocommerce)}   (as behind a TLS proxy)
                     ${urlOf(ports.woocommercePlain)}   (plain HTTP: refuses Basic authentication, as the real one does)
  BigCommerce        ${urlOf(ports.bigcommerce)}
  eBay               ${urlOf(ports.ebay)}
  Supervisor         ${urlOf(ports.supervisor)}/state

${pushed.length} workflows are published. Nothing is written to a channel yet:
open "Inventory sync: WooCommerce, BigCommerce and eBay" and in it "Push Channel Stock", switch "Sync Inventory to …" on for each channel, and publish. The stock trigger looks every ten minutes, and as soon as you publish.

Sell a mug, look at what QuickBooks has and at what a shop shows, break a shop and mend it (more: sandbox/CONTROL.md):

  curl -X POST ${urlOf(ports.woocommerce)}/control/sell -d '{"lines":[{"sku":"MUG-BLUE","quantity":1}]}'
  curl ${urlOf(ports.quickbooks)}/control/documents
  curl ${urlOf(ports.bigcommerce)}/control/stock
  curl -X POST ${urlOf(ports.supervisor)}/services/ebay/stop
  curl -X POST ${urlOf(ports.supervisor)}/services/ebay/start

Ctrl-C stops everything. Data stays in .local/; npm start -- --fresh begins anew.`);
}
