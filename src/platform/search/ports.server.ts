import type { TerritoryId } from '../db/door.server.ts';

/** What search needs to know of the tree; filled where the house is put together. */
export type SearchPorts = {
	/** The territory itself and all below it. */
	below(territory: TerritoryId): readonly TerritoryId[];
	/** Whether things lie with this territory; a place has its things with the town above it. */
	owns(territory: TerritoryId): boolean;
};

let ports: SearchPorts = { below: (territory) => [territory], owns: () => true };

export function fillSearchPorts(filled: SearchPorts): void {
	ports = filled;
}
export function territoriesBelow(territory: TerritoryId): readonly TerritoryId[] {
	return ports.below(territory);
}
export function ownsThings(territory: TerritoryId): boolean {
	return ports.owns(territory);
}
