import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { Bootstrap } from '@contract/app';
import { createQueryClient, usePushedChanges, useRead } from '@/api';
import { ErrorState, RightsProvider, UndoProvider } from '@/components';
import { ToastRegion } from '@/components/toast';
import { ShortcutSheetProvider } from '@/components/shortcut-sheet';
import { ShortcutProvider } from '@/components/shortcuts';
import { SetupWizard } from '@/features/setup';
import { CrashScreen, ErrorBoundary } from './error-boundary';
import { PreferencesProvider } from './preferences-provider';
import { createAppRouter } from './router';
import { Starting } from './starting';
import { ZoomKeys } from './zoom-keys';

export function App() {
  const [client] = useState(createQueryClient);
  return (
    <QueryClientProvider client={client}>
      <Start />
    </QueryClientProvider>
  );
}

function Start() {
  usePushedChanges();
  const { data, error, refetch } = useRead('app.bootstrap', {});
  const { data: business } = useRead('business.get', {}, { enabled: data?.setupNeeded === false });
  return (
    <PreferencesProvider preferences={data?.preferences ?? null} zone={business?.zone}>
      <ErrorBoundary fallback={(failure, reset) => <CrashScreen error={failure} onReopen={reset} />}>
        <ShortcutProvider>
          <ShortcutSheetProvider>
            {data ? (
              <Ready bootstrap={data} onSetUp={() => void refetch()} />
            ) : error ? (
              <ErrorState error={error} onRetry={() => void refetch()} />
            ) : (
              <Starting />
            )}
            <ZoomKeys />
            <ToastRegion />
          </ShortcutSheetProvider>
        </ShortcutProvider>
      </ErrorBoundary>
    </PreferencesProvider>
  );
}

const Gallery = lazy(async () => ({ default: (await import('@/features/gallery/gallery-screen')).GalleryScreen }));

/** The wizard where nothing is set up yet, else the work surface. */
function Ready({ bootstrap, onSetUp }: { readonly bootstrap: Bootstrap; readonly onSetUp: () => void }) {
  const [router] = useState(createAppRouter);
  const { data: status } = useRead('connection.status', {});
  // The design system needs no database: it can be looked at before anything is set up.
  if (bootstrap.setupNeeded && window.location.hash === '#/gallery') {
    return (
      <Suspense fallback={<Starting />}>
        <Gallery />
      </Suspense>
    );
  }
  if (bootstrap.setupNeeded) return <SetupWizard onDone={onSetUp} />;
  return (
    <RightsProvider access={status?.access ?? bootstrap.connection.access}>
      <UndoProvider of={status?.profileName ?? ''}>
        <RouterProvider router={router} />
      </UndoProvider>
    </RightsProvider>
  );
}
