import { providers } from '#rooms/identity/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({ providers: await providers(locals.actor) });
