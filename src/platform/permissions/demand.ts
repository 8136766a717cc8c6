import { refuse } from '../errors/door.ts';
import { type Actor, may, type Place } from './door.ts';

/** Refuses unless the actor has the right: an outsider is asked to sign in only where `visible` says that the thing is public. */
export function demand(actor: Actor, right: string, thing: Place, options: { visible?: boolean } = {}): void {
	if (may(actor, right, thing)) return;
	if (options.visible) refuse(actor.account ? 'platform.not-allowed' : 'platform.sign-in-first');
	refuse('platform.not-found');
}
