/* hold.exe FILE SHARE MILLISECONDS: holds a file open with this share mode, as a virus scanner does; says "held" once it does. */
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

int wmain(int count, wchar_t **words)
{
    if (count < 4)
        return 2;
    HANDLE file = CreateFileW(words[1], GENERIC_READ, (DWORD)_wtoi(words[2]), NULL, OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE)
        return 1;
    puts("held");
    fflush(stdout);
    Sleep((DWORD)_wtoi(words[3]));
    CloseHandle(file);
    return 0;
}
