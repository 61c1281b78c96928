import { launchApp } from '../../support/app';
import { goThroughWizard } from '../../support/wizard';
import { refuseFailure, type Step } from './tour';

/**
 * The first start in each language: the wizard by its own buttons, to a database on this computer with its schema and
 * sample data. The English one is another user's; the tour goes on in the Arabic one.
 */
export const databaseSteps: readonly Step[] = [
  {
    name: 'the wizard in English',
    async run({ shoot }) {
      const other = await launchApp({ language: 'en' });
      try {
        await goThroughWizard(other.page, 'en', {
          place: 'builtin',
          sample: 'skip',
          onStep: async (name) => {
            await shoot('en', `wizard-${name}`, other.page);
            await refuseFailure(other.page);
          },
        });
      } finally {
        await other.close();
      }
    },
  },
  {
    name: 'the wizard in Arabic, and sample data',
    async run({ page, shoot }) {
      await goThroughWizard(page, 'ar', {
        place: 'builtin',
        sample: 'fill',
        onStep: async (name) => {
          await shoot('ar', `wizard-${name}`);
          await refuseFailure(page);
        },
      });
    },
  },
];
