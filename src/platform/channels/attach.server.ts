import { log } from '../log/door.server.ts';

/** What is attached to a letter: who makes it, and of what. */
export type Attach = { maker: string; of: Readonly<Record<string, string | number>> };
export type Attachment = { name: string; type: string; content: Buffer };

/** Larger ones stay behind the link: many mail servers refuse them. */
export const mostAttached = 5_000_000;

type Maker = (of: Attach['of']) => Promise<Attachment | null>;
const makers = new Map<string, Maker>();

/** A room offers to make an attachment when a letter that names it is sent. */
export function offerAttachment(name: string, make: Maker): void {
	makers.set(name, make);
}

/** Made now, never kept. A letter leaves without what cannot be made or is too large: the link to it stands in the text. */
export async function attached(attach: Attach | null): Promise<Attachment[]> {
	const make = attach && makers.get(attach.maker);
	if (!make) return [];
	try {
		const made = await make(attach.of);
		return made && made.content.length <= mostAttached ? [made] : [];
	} catch (cause) {
		log().error({ cause, maker: attach.maker }, 'channels: an attachment could not be made');
		return [];
	}
}
