/** Addresses that patients open: no sign-in, no frame, nothing of the desk. */
const openPages = /^\/(kiosk|arrive|yes|confirm)\//

export const isOpenPage = (path: string): boolean => openPages.test(path)
