/* python.exe: starts the DLL whose name the compiler is told. Exit status 120 or 121: the DLL isn't what it should be. */
#include <windows.h>

typedef int (*Main)(int, wchar_t **);

int wmain(int count, wchar_t **arguments)
{
    HMODULE dll = LoadLibraryW(PYTHON_DLL);
    Main run = dll ? (Main)(void *)GetProcAddress(dll, "Py_Main") : NULL;
    return run ? run(count, arguments) : dll ? 121 : 120;
}
