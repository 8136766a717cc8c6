import type { FormResult } from '#ui/form-state.ts';
import type { WorkPanelData } from '../../work-panel.ts';

/** What every part of the panel gets: the appeal with its choices, the form that came back, the way back to the inbox. */
export type PanelPart = {
	panel: WorkPanelData;
	form: FormResult;
	/** The inbox as it was, to return to after an act. */
	back?: string | undefined;
};
