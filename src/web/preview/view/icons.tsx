/** @module The page's own drawings. */

/** The bot's picture: the mark of a footnote. */
export const Avatar = () => (
  <svg class="avatar" viewBox="0 0 40 40" aria-hidden="true">
    <circle cx="20" cy="20" r="20" fill="#2e5d7d" />
    <path d="M10 12h11M10 18h8M10 24h13M10 30h10" stroke="#cfe3ef" stroke-width="2.4" />
    <path d="M28 7.5v9M24.1 9.75l7.8 4.5M31.9 9.75l-7.8 4.5" stroke="#ffd479" stroke-width="2.4" />
  </svg>
);

export const EyeIcon = () => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path
      d="M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12Z"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
    />
    <circle cx="12" cy="12" r="3" fill="currentColor" />
  </svg>
);
