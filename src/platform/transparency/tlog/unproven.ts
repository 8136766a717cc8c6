/** Why a note, a checkpoint or a proof does not convince. */
export type Doubt =
	/** It is not written as such a thing is written. */
	| 'malformed'
	/** Nobody who is trusted has signed it. */
	| 'unverified'
	/** Two trusted keys answer to one name and number. */
	| 'ambiguous'
	/** A trusted key is named, and the signature is not its own. */
	| 'invalid-signature'
	/** It is about another log. */
	| 'other-log'
	/** Too few witnesses have cosigned it. */
	| 'witnesses'
	/** The entry is not where the proof puts it. */
	| 'inclusion'
	/** The content is not what the entry commits to. */
	| 'content';

export class Unproven extends Error {
	readonly doubt: Doubt;
	constructor(doubt: Doubt, message: string) {
		super(message);
		this.name = 'Unproven';
		this.doubt = doubt;
	}
}
