/** Money arrives in whole cents and is shown in dollars. */
export function dollars(cents: number): string {
  const sign = cents < 0 ? "-" : "";
  const whole = Math.abs(cents);
  const thousands = Math.floor(whole / 100).toLocaleString("en-US");
  return `${sign}$${thousands}.${String(whole % 100).padStart(2, "0")}`;
}
